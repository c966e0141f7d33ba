import type { Sql } from '@switchboard/db';
import type { AskedApproval } from './approval-store';

const tables = `tool_approval p JOIN conversation c ON c.id = p.conversation_id JOIN visitor v ON v.id = c.visitor_id
  LEFT JOIN agent g ON g.id = p.decided_by LEFT JOIN agent a ON a.id = c.owner_agent_id LEFT JOIN turn t ON t.id = p.turn_id`;
const columns = `p.id, p.workspace_id, p.conversation_id, p.tool, p.description, p.arguments, p.details, p.status, p.reason,
  p.decided_by, p.settles_at, p.settled_at, p.outcome, p.expires_at, p.created_at, g.name AS decided_by_name,
  v.id AS visitor_id, v.name AS visitor_name, v.email AS visitor_email, v.customer_id, c.owner_kind, c.owner_agent_id, a.name AS agent_name,
  (SELECT string_agg(m.text, E'\\n' ORDER BY m.seq) FROM message m WHERE m.conversation_id = p.conversation_id
    AND m.seq BETWEEN t.from_seq AND t.to_seq AND m.author_kind = 'visitor') AS question`;

/** Those of a conversation that its next turn has to know: still waiting, or decided and not told. For `c`. */
export const approvalsOfTurn = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'tool', p.tool,
    'arguments', p.arguments, 'status', p.status, 'isSettled', p.settled_at IS NOT NULL, 'outcome', p.outcome,
    'reason', p.reason, 'by', g.name) ORDER BY p.created_at), '[]')
  FROM tool_approval p LEFT JOIN agent g ON g.id = p.decided_by
  WHERE p.conversation_id = c.id AND (p.settled_at IS NULL OR (p.told_at IS NULL AND p.epoch = c.epoch)))`;

export const insertApproval = (
  id: string,
  turn: { id: string; workspaceId: string; conversationId: string },
  { tool, description, arguments: args, details, expiresInHours }: AskedApproval,
): Sql => ({
  text: `INSERT INTO tool_approval (id, workspace_id, conversation_id, turn_id, tool, description, arguments, details, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + $9 * interval '1 hour')`,
  values: [
    id,
    turn.workspaceId,
    turn.conversationId,
    turn.id,
    tool,
    description,
    JSON.stringify(args),
    JSON.stringify(details),
    expiresInHours,
  ],
});

export const markTold = (ids: readonly string[]): Sql => ({
  text: 'UPDATE tool_approval SET told_at = now() WHERE id = ANY ($1::uuid[])',
  values: [ids],
});

export const selectApproval = (workspaceId: string, id: string): Sql => ({
  text: `SELECT ${columns} FROM ${tables} WHERE p.workspace_id = $1 AND p.id = $2`,
  values: [workspaceId, id],
});

export const selectApprovals = (
  workspaceId: string,
  { open, conversationId, limit }: { open: boolean; conversationId?: string; limit: number },
): Sql => ({
  text: `SELECT ${columns} FROM ${tables} WHERE p.workspace_id = $1 AND ($2::uuid IS NULL OR p.conversation_id = $2)
      AND ($2::uuid IS NOT NULL OR (p.settled_at IS NULL) = $3)
    ORDER BY CASE WHEN $3 OR $2::uuid IS NOT NULL THEN p.created_at END, p.settled_at DESC LIMIT $4`,
  values: [workspaceId, conversationId ?? null, open, limit],
});

export const decide = (
  workspaceId: string,
  id: string,
  decision: { status: 'approved' | 'declined'; reason: string; agentId: string; undoMs: number },
): Sql => ({
  text: `UPDATE tool_approval SET status = $3, reason = $4, decided_by = $5, settles_at = now() + $6 * interval '1 millisecond'
    WHERE workspace_id = $1 AND id = $2 AND status = 'pending' AND expires_at > now()
      AND EXISTS (SELECT 1 FROM agent WHERE agent.id = $5 AND agent.workspace_id = $1) RETURNING id`,
  values: [workspaceId, id, decision.status, decision.reason, decision.agentId, decision.undoMs],
});

export const undo = (workspaceId: string, id: string): Sql => ({
  text: `UPDATE tool_approval SET status = 'pending', reason = '', decided_by = NULL, settles_at = NULL
    WHERE workspace_id = $1 AND id = $2 AND status IN ('approved', 'declined') AND settles_at > now() RETURNING id`,
  values: [workspaceId, id],
});

/**
 * What is to be settled now, leased to one process. An approved one becomes `running` before its tool runs, so that no
 * other process runs it; one that was running when its process died comes back as `running` and is not run again.
 */
export const claimDue = (processId: string, leaseMs: number, limit: number, everything: boolean): Sql => ({
  text: `WITH due AS (
      SELECT id, status FROM tool_approval WHERE settled_at IS NULL AND (
        (status IN ('approved', 'declined') AND settles_at <= now())
        OR (status = 'pending' AND expires_at <= now())
        OR (status = 'running' AND (lease_until <= now() OR ($4 AND process_id <> $1))))
      ORDER BY created_at LIMIT $3 FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE tool_approval p SET status = CASE WHEN due.status = 'approved' THEN 'running' ELSE due.status END,
        process_id = $1, lease_until = now() + $2 * interval '1 millisecond'
      FROM due WHERE p.id = due.id RETURNING p.id, due.status AS was
    )
    SELECT claimed.was, ${columns} FROM claimed JOIN tool_approval p ON p.id = claimed.id
      JOIN conversation c ON c.id = p.conversation_id JOIN visitor v ON v.id = c.visitor_id
      LEFT JOIN agent g ON g.id = p.decided_by LEFT JOIN agent a ON a.id = c.owner_agent_id LEFT JOIN turn t ON t.id = p.turn_id
    ORDER BY p.created_at`,
  values: [processId, leaseMs, limit, everything],
});

/** Ends it, once. Without an epoch nobody tells the visitor. */
export const settle = (
  id: string,
  { status, outcome, epoch }: { status: string; outcome: object | null; epoch: number | null },
): Sql => ({
  text: `UPDATE tool_approval SET status = $2, outcome = $3, epoch = $4, settled_at = now()
    WHERE id = $1 AND settled_at IS NULL RETURNING turn_id`,
  values: [id, status, outcome === null ? null : JSON.stringify(outcome), epoch],
});

export const selectTurnRange = (turnId: string | null): Sql => ({
  text: 'SELECT from_seq, to_seq FROM turn WHERE id = $1',
  values: [turnId],
});
