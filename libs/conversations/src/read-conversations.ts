import { randomUUID } from 'node:crypto';
import type { Database, Queryable } from '@switchboard/db';
import {
  type VisitorProfile,
  countQueue,
  insertConversation,
  insertVisitor,
  selectConversation,
  selectConversations,
  selectOpenConversationOf,
  selectQueuePlace,
} from './conversation.sql';
import { type ConversationRow, toConversation } from './conversation-row';
import type { ConversationStore } from './conversation-store';
import { ConversationNotFoundError } from './errors';
import { type MessageRow, toMessage } from './message-row';
import { selectMessagesAfter } from './message.sql';

export function createConversation(database: Database): ConversationStore['createConversation'] {
  return (workspaceId, { visitor, language }) =>
    database.transaction(async (tx) => beginFor(tx, await visitorOf(tx, workspaceId, visitor), workspaceId, language));
}

/** Two browsers at once wait for each other at the visitor's row. */
export function continueConversation(database: Database): ConversationStore['continueConversation'] {
  return (workspaceId, { visitor, language }) =>
    database.transaction(async (tx) => {
      const visitorId = await visitorOf(tx, workspaceId, visitor);
      const [row] = await tx.query<ConversationRow>(selectOpenConversationOf(visitorId));
      return row === undefined ? beginFor(tx, visitorId, workspaceId, language) : toConversation(row);
    });
}

async function visitorOf(tx: Queryable, workspaceId: string, visitor: VisitorProfile): Promise<string> {
  const id = randomUUID();
  return (await tx.query<{ id: string }>(insertVisitor(id, workspaceId, visitor)))[0]?.id ?? id;
}

async function beginFor(tx: Queryable, visitorId: string, workspaceId: string, language: string) {
  const id = randomUUID();
  await tx.query(insertConversation(id, workspaceId, visitorId, language));
  const [row] = await tx.query<ConversationRow>(selectConversation(workspaceId, id));
  if (row === undefined) throw new ConversationNotFoundError(id);
  return toConversation(row);
}

export function readConversation(database: Database): ConversationStore['readConversation'] {
  return async (workspaceId, conversationId) => {
    const [row] = await database.query<ConversationRow>(selectConversation(workspaceId, conversationId));
    if (row === undefined) throw new ConversationNotFoundError(conversationId);
    return toConversation(row);
  };
}

export function listConversations(database: Database): ConversationStore['listConversations'] {
  return async (workspaceId, { cursor, limit, ...filter }) => {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const rows = await database.query<ConversationRow & { cursor_at: string }>(
      selectConversations(workspaceId, { ...filter, ...(after === undefined ? {} : { after }), limit: limit + 1 }),
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(last.cursor_at, last.id) : null;
    return { items: page.map(toConversation), nextCursor };
  };
}

export function readMessages(database: Database): ConversationStore['readMessages'] {
  return async (workspaceId, conversationId, { afterSeq, limit }) => {
    const rows = await database.query<MessageRow>(
      selectMessagesAfter(workspaceId, conversationId, afterSeq, limit + 1),
    );
    // An empty page may be the end of a thread or a thread that is not there.
    if (rows.length === 0) await readConversation(database)(workspaceId, conversationId);
    return { items: rows.slice(0, limit).map(toMessage), more: rows.length > limit };
  };
}

export function readQueuePlace(database: Database): ConversationStore['readQueuePlace'] {
  return async (workspaceId, conversationId) => {
    const [row] = await database.query<{ place: number }>(selectQueuePlace(workspaceId, conversationId));
    return row === undefined || row.place === 0 ? null : row.place;
  };
}

export function readQueueLength(database: Database): ConversationStore['readQueueLength'] {
  return async (workspaceId) => (await database.query<{ waiting: number }>(countQueue(workspaceId)))[0]?.waiting ?? 0;
}

const encodeCursor = (at: string, id: string): string => Buffer.from(`${at}|${id}`).toString('base64url');

/** A cursor that was not made here begins at the top again. */
function decodeCursor(cursor: string): { at: string; id: string } | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\|([0-9a-f-]{36})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  return match?.[1] === undefined || match[2] === undefined ? undefined : { at: match[1], id: match[2] };
}
