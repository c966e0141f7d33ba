import { randomUUID } from 'node:crypto';
import type { Database, Queryable } from '@switchboard/db';
import { appendMessage, eventMessage } from './append-message';
import type { ConversationRow } from './conversation-row';
import type { ConversationStore, Delivery, Lease, PendingTurn } from './conversation-store';
import { lockConversation } from './lock-conversation';
import { type MessageRow, toMessage } from './message-row';
import { selectMessageByClientId } from './message.sql';
import { endPendingTurn, insertTurn } from './turn.sql';

/** A visitor's words and the turn they are owed: one transaction, so that neither is ever there alone. */
export function appendVisitorMessage(database: Database): ConversationStore['appendVisitorMessage'] {
  return (workspaceId, conversationId, { clientId, text }, lease) =>
    database.transaction(async (tx) => {
      const locked = await lockConversation(tx, workspaceId, conversationId);
      const [known] = await tx.query<MessageRow>(selectMessageByClientId(conversationId, clientId));
      if (known !== undefined) return { message: toMessage(known), repeated: true, turn: null, deliveries: [] };

      const reopened = await reopen(tx, locked);
      const appended = await appendMessage(tx, reopened.row, { clientId, author: { kind: 'visitor' }, text });
      if (appended === null) throw new Error('an unguarded message is always appended');
      const turn = await oweTurn(tx, appended.row, lease);
      return {
        message: appended.message,
        repeated: false,
        turn,
        deliveries: [...reopened.deliveries, appended.delivery],
      };
    });
}

/** A visitor who writes again after the end gets the bot first, as in a new conversation. */
async function reopen(tx: Queryable, row: ConversationRow): Promise<{ row: ConversationRow; deliveries: Delivery[] }> {
  if (row.status === 'open') return { row, deliveries: [] };
  const change = {
    status: 'open',
    owner_kind: 'bot',
    owner_agent_id: null,
    agent_name: null,
    epoch: row.epoch + 1,
    failures: 0,
  } as const;
  const appended = await appendMessage(tx, row, eventMessage({ type: 'reopened' }), { change });
  if (appended === null) throw new Error('an unguarded message is always appended');
  return { row: appended.row, deliveries: [appended.delivery] };
}

/** The pending turn is superseded; the new one begins where it began, so that one reply answers the whole burst. */
async function oweTurn(tx: Queryable, row: ConversationRow, lease: Lease): Promise<PendingTurn> {
  const [superseded] = await tx.query<{ from_seq: number }>(endPendingTurn(row.id, 'superseded'));
  const turn: PendingTurn = {
    id: randomUUID(),
    workspaceId: row.workspace_id,
    conversationId: row.id,
    fromSeq: superseded?.from_seq ?? row.last_seq,
    toSeq: row.last_seq,
    epoch: row.epoch,
    attempts: 1,
  };
  const columns = {
    id: turn.id,
    workspace_id: row.workspace_id,
    conversation_id: row.id,
    from_seq: turn.fromSeq,
    to_seq: turn.toSeq,
  };
  await tx.query(insertTurn({ ...columns, epoch: turn.epoch, attempts: 1 }, lease));
  return turn;
}
