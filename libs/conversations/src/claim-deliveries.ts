import type { Database } from '@switchboard/db';
import { type ConversationRow, toConversation } from './conversation-row';
import type { ConversationStore } from './conversation-store';
import { type MessageRow, toMessage } from './message-row';
import { claimOutbox, deleteOutbox, selectOutboxMessages } from './outbox.sql';

type OutboxMessageRow = ConversationRow & MessageRow & { message_id: string; message_created_at: Date };

export function acknowledgeDeliveries(database: Database): ConversationStore['acknowledgeDeliveries'] {
  return async (outboxIds) => void (await database.query(deleteOutbox(outboxIds)));
}

export function claimDeliveries(database: Database): ConversationStore['claimDeliveries'] {
  return async ({ limit, leaseMs, everything = false }) => {
    const claimed = await database.query<{ id: number; message_id: string }>(claimOutbox(limit, leaseMs, everything));
    if (claimed.length === 0) return [];
    const outboxIds = new Map(claimed.map((row) => [row.message_id, String(row.id)]));
    const rows = await database.query<OutboxMessageRow>(selectOutboxMessages([...outboxIds.keys()]));
    return rows.map((row) => ({
      outboxId: outboxIds.get(row.message_id) ?? '',
      workspaceId: row.workspace_id,
      message: toMessage({ ...row, id: row.message_id, conversation_id: row.id, created_at: row.message_created_at }),
      conversation: toConversation(row),
    }));
  };
}
