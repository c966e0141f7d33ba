import type { Sql } from '@switchboard/db';
import type { ConversationState } from './conversation-row';
import type { NewMessage } from './append-message';

const columns = `m.id, m.conversation_id, m.seq, m.client_id, m.author_kind, m.author_agent_id, m.text, m.event,
  m.citations, m.choices, m.turn_id, m.rating, m.created_at`;

export const selectMessageByClientId = (conversationId: string, clientId: string): Sql => ({
  text: `SELECT ${columns}, a.name AS author_name FROM message m LEFT JOIN agent a ON a.id = m.author_agent_id
    WHERE m.conversation_id = $1 AND m.client_id = $2`,
  values: [conversationId, clientId],
});

export const selectMessagesAfter = (
  workspaceId: string,
  conversationId: string,
  afterSeq: number,
  limit: number,
): Sql => ({
  text: `SELECT ${columns}, a.name AS author_name FROM message m LEFT JOIN agent a ON a.id = m.author_agent_id
    WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.seq > $3 ORDER BY m.seq LIMIT $4`,
  values: [workspaceId, conversationId, afterSeq, limit],
});

/** Everybody's words up to a sequence number, newest first. */
export const selectWordsUpTo = (conversationId: string, seq: number, limit: number): Sql => ({
  text: `SELECT ${columns}, a.name AS author_name FROM message m LEFT JOIN agent a ON a.id = m.author_agent_id
    WHERE m.conversation_id = $1 AND m.seq <= $2 AND m.event IS NULL ORDER BY m.seq DESC LIMIT $3`,
  values: [conversationId, seq, limit],
});

export interface BotGuard {
  turnId: string;
  epoch: number;
}

export interface Append {
  message: NewMessage & { id: string };
  workspaceId: string;
  conversationId: string;
  /** The conversation's state after the message. */
  state: ConversationState;
  /** Set for the bot: nothing is written unless it still owns this epoch and the turn is pending. */
  guard: BotGuard | null;
  outboxLeaseMs: number;
}

/** Gives the next sequence number, inserts message and outbox row and moves the conversation on, in one statement. */
export const appendMessage = ({ message, workspaceId, conversationId, state, guard, outboxLeaseMs }: Append): Sql => ({
  text: `WITH moved AS (
      UPDATE conversation SET
        last_seq = last_seq + 1,
        status = $4, owner_kind = $5, owner_agent_id = $6, epoch = $7, failures = $8,
        waiting_since = CASE WHEN $5 <> 'queue' THEN NULL ELSE coalesce(waiting_since, now()) END,
        last_author_kind = CASE WHEN $14::jsonb IS NULL THEN $10 ELSE last_author_kind END,
        last_text = CASE WHEN $14::jsonb IS NULL THEN left($12, 200) ELSE last_text END,
        last_at = CASE WHEN $14::jsonb IS NULL THEN now() ELSE last_at END,
        updated_at = clock_timestamp()
      WHERE id = $2 AND workspace_id = $1
        AND ($18::uuid IS NULL OR (
          owner_kind = 'bot' AND epoch = $19 AND EXISTS (SELECT 1 FROM turn WHERE turn.id = $18 AND outcome IS NULL)))
      RETURNING last_seq, waiting_since, last_author_kind, last_text, last_at, updated_at
    ), inserted AS (
      INSERT INTO message (id, workspace_id, conversation_id, seq, client_id, author_kind, author_agent_id, text,
        citations, event, choices, turn_id)
      SELECT $3, $1, $2, moved.last_seq, $9, $10, $11::uuid, $12, $13::jsonb, $14::jsonb, $15::jsonb, $16::uuid FROM moved
      RETURNING id, created_at
    ), queued AS (
      INSERT INTO outbox (workspace_id, conversation_id, message_id, lease_until)
      SELECT $1, $2, inserted.id, now() + $17 * interval '1 millisecond' FROM inserted
      RETURNING id
    )
    SELECT moved.*, inserted.created_at, queued.id AS outbox_id FROM moved, inserted, queued`,
  values: [
    workspaceId,
    conversationId,
    message.id,
    state.status,
    state.owner_kind,
    state.owner_agent_id,
    state.epoch,
    state.failures,
    message.clientId,
    message.author.kind,
    message.author.kind === 'agent' ? message.author.agentId : null,
    message.text,
    JSON.stringify(message.citations ?? []),
    message.event === undefined ? null : JSON.stringify(message.event),
    JSON.stringify(message.choices ?? []),
    message.turnId ?? null,
    outboxLeaseMs,
    guard?.turnId ?? null,
    guard?.epoch ?? null,
  ],
});
