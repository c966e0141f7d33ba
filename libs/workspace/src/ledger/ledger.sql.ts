import type { Sql } from '@switchboard/db';
import type { CallRow, LedgerScope } from './create-llm-ledger';

export interface Amount {
  tokens: number;
  costMicros: number;
}

/** Adds to a counter if it stays within its limits; no row comes back when it would not. */
export const reserveBudget = (
  workspaceId: string,
  { scope, id, tokens: mostTokens, costMicros: mostCost }: LedgerScope,
  day: string,
  { tokens, costMicros }: Amount,
): Sql => ({
  text: `INSERT INTO llm_budget AS b (workspace_id, scope, scope_id, day, tokens, cost_micros)
    SELECT $1::uuid, $2, $3::uuid, $8, $4::bigint, $5::bigint
    WHERE $4::bigint <= $6::bigint AND ($7::bigint IS NULL OR $5::bigint <= $7::bigint)
    ON CONFLICT (workspace_id, scope, scope_id, day) DO UPDATE
      SET tokens = b.tokens + excluded.tokens, cost_micros = b.cost_micros + excluded.cost_micros
      WHERE b.tokens + excluded.tokens <= $6::bigint
        AND ($7::bigint IS NULL OR b.cost_micros + excluded.cost_micros <= $7::bigint)
    RETURNING scope`,
  values: [workspaceId, scope, id, tokens, costMicros, mostTokens, mostCost, day],
});

/** Corrects a reservation of the same day by what was really used. */
export const correctBudget = (
  workspaceId: string,
  { scope, id }: Pick<LedgerScope, 'scope' | 'id'>,
  day: string,
  { tokens, costMicros }: Amount,
): Sql => ({
  text: `UPDATE llm_budget SET tokens = greatest(tokens + $5, 0), cost_micros = greatest(cost_micros + $6, 0)
    WHERE workspace_id = $1 AND scope = $2 AND scope_id = $3 AND day = $4`,
  values: [workspaceId, scope, id, day, tokens, costMicros],
});

export const insertCall = (workspaceId: string, id: string, call: CallRow): Sql => ({
  text: `INSERT INTO llm_call (id, workspace_id, conversation_id, turn_id, purpose, model, host, sent_characters,
      redacted, prompt_tokens, completion_tokens, cost_micros, outcome, ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
  values: [
    id,
    workspaceId,
    call.conversationId,
    call.turnId,
    call.purpose,
    call.model,
    call.host,
    call.sentCharacters,
    JSON.stringify(call.redacted),
    call.promptTokens,
    call.completionTokens,
    call.costMicros,
    call.outcome.slice(0, 500),
    call.ms,
  ],
});

export const selectCalls = (
  workspaceId: string,
  { remote, before, limit }: { remote: boolean; before: string | null; limit: number },
): Sql => ({
  text: `SELECT * FROM llm_call WHERE workspace_id = $1 AND (NOT $2 OR host IS NOT NULL)
    AND ($3::timestamptz IS NULL OR created_at < $3::timestamptz) ORDER BY created_at DESC LIMIT $4`,
  values: [workspaceId, remote, before, limit],
});

export const selectBudget = (workspaceId: string, scope: string, id: string, day: string): Sql => ({
  text: `SELECT tokens::float8 AS tokens, cost_micros::float8 AS cost_micros FROM llm_budget
    WHERE workspace_id = $1 AND scope = $2 AND scope_id = $3 AND day = $4`,
  values: [workspaceId, scope, id, day],
});

/** Of visitors and conversations that are no more. */
export const deleteBudgets = (workspaceId: string, ids: readonly string[]): Sql => ({
  text: 'DELETE FROM llm_budget WHERE workspace_id = $1 AND scope_id = ANY($2)',
  values: [workspaceId, ids],
});
