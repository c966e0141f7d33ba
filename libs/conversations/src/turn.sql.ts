import type { Sql } from '@switchboard/db';
import type { Lease } from './conversation-store';

export interface TurnRow {
  id: string;
  workspace_id: string;
  conversation_id: string;
  from_seq: number;
  to_seq: number;
  epoch: number;
  attempts: number;
}

const columns = 'id, workspace_id, conversation_id, from_seq, to_seq, epoch, attempts';

/** Ends the pending turn of a conversation, if there is one. */
export const endPendingTurn = (conversationId: string, outcome: 'superseded' | 'stale' | 'silent'): Sql => ({
  text: `UPDATE turn SET outcome = $2, finished_at = now() WHERE conversation_id = $1 AND outcome IS NULL RETURNING from_seq`,
  values: [conversationId, outcome],
});

export const insertTurn = (turn: TurnRow, lease: Lease): Sql => ({
  text: `INSERT INTO turn (id, workspace_id, conversation_id, from_seq, to_seq, epoch, lease_owner, lease_until)
    VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 millisecond')`,
  values: [
    turn.id,
    turn.workspace_id,
    turn.conversation_id,
    turn.from_seq,
    turn.to_seq,
    turn.epoch,
    lease.owner,
    lease.ms,
  ],
});

/** Stores the trace; the outcome stands when a newer message or another owner has given one already. */
export const endTurn = (turnId: string, outcome: string, trace: object): Sql => ({
  text: `UPDATE turn SET outcome = coalesce(outcome, $2), finished_at = coalesce(finished_at, now()), trace = $3
    WHERE id = $1 RETURNING outcome, finished_at`,
  values: [turnId, outcome, JSON.stringify(trace)],
});

export const selectTrace = (workspaceId: string, turnId: string): Sql => ({
  text: 'SELECT trace, outcome, finished_at FROM turn WHERE workspace_id = $1 AND id = $2 AND trace IS NOT NULL',
  values: [workspaceId, turnId],
});

export const claimTurns = (lease: Lease, limit: number, everything: boolean): Sql => ({
  text: `UPDATE turn SET lease_owner = $1, lease_until = now() + $2 * interval '1 millisecond', attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM turn WHERE outcome IS NULL AND (lease_until <= now() OR ($3 AND lease_owner <> $1))
      ORDER BY created_at LIMIT $4 FOR UPDATE SKIP LOCKED)
    RETURNING ${columns}`,
  values: [lease.owner, lease.ms, everything, limit],
});

export const renewLease = (turnId: string, lease: Lease): Sql => ({
  text: `UPDATE turn SET lease_until = now() + $3 * interval '1 millisecond'
    WHERE id = $1 AND lease_owner = $2 AND outcome IS NULL`,
  values: [turnId, lease.owner, lease.ms],
});

/** Turns in which an LLM was asked, newest first, with what was replied. */
export const selectLlmTurns = (workspaceId: string, limit: number): Sql => ({
  text: `SELECT ${columns.replace(/\b(\w+)\b/g, 't.$1')}, t.outcome, t.finished_at, t.trace, m.text AS reply, m.citations
    FROM turn t LEFT JOIN message m ON m.turn_id = t.id AND m.author_kind = 'bot'
    WHERE t.workspace_id = $1 AND t.outcome IN ('replied', 'handed-off') AND jsonb_typeof(t.trace -> 'llm') = 'object'
    ORDER BY t.created_at DESC LIMIT $2`,
  values: [workspaceId, limit],
});

/** Turns that were understood, newest first, with the visitor's words that they answered. */
export const selectRecentTurns = (workspaceId: string, limit: number): Sql => ({
  text: `SELECT t.id, t.conversation_id, t.to_seq, t.outcome, t.created_at, t.trace -> 'understanding' AS understanding,
      t.trace -> 'decision' AS decision,
      (SELECT string_agg(m.text, E'\\n' ORDER BY m.seq) FROM message m WHERE m.conversation_id = t.conversation_id
        AND m.seq BETWEEN t.from_seq AND t.to_seq AND m.author_kind = 'visitor') AS text
    FROM turn t WHERE t.workspace_id = $1 AND t.outcome IN ('replied', 'handed-off')
      AND jsonb_typeof(t.trace -> 'understanding') = 'object'
    ORDER BY t.created_at DESC LIMIT $2`,
  values: [workspaceId, limit],
});
