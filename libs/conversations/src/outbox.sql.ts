import type { Sql } from '@switchboard/db';
import { conversationColumns, conversationTables } from './conversation.sql';

export const deleteOutbox = (ids: readonly string[]): Sql => ({
  text: 'DELETE FROM outbox WHERE id = ANY ($1::bigint[])',
  values: [ids],
});

export const claimOutbox = (limit: number, leaseMs: number, everything: boolean): Sql => ({
  text: `UPDATE outbox SET lease_until = now() + $2 * interval '1 millisecond'
    WHERE id IN (SELECT id FROM outbox WHERE lease_until <= now() OR $3 ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING id, message_id`,
  values: [limit, leaseMs, everything],
});

/** Claimed messages with their conversations, in the order they were written. */
export const selectOutboxMessages = (messageIds: readonly string[]): Sql => ({
  text: `SELECT m.id AS message_id, m.seq, m.client_id, m.author_kind, m.author_agent_id, author.name AS author_name, m.text,
      m.event, m.citations, m.choices, m.turn_id, m.created_at AS message_created_at, ${conversationColumns}
    FROM ${conversationTables} JOIN message m ON m.conversation_id = c.id LEFT JOIN agent author ON author.id = m.author_agent_id
    WHERE m.id = ANY ($1::uuid[]) ORDER BY m.conversation_id, m.seq`,
  values: [messageIds],
});
