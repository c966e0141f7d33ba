import { randomUUID } from 'node:crypto';
import { type LlmCall, llmCallSchema } from '@switchboard/contracts';
import type { Database, Queryable } from '@switchboard/db';
import * as sql from './ledger.sql';

/** A counter and how far it may go today. */
export interface LedgerScope {
  scope: 'workspace' | 'visitor' | 'conversation' | 'turn';
  id: string;
  tokens: number;
  /** Null: no limit on money. */
  costMicros: number | null;
}

export type CallRow = Omit<LlmCall, 'id' | 'createdAt'>;

/** A limit would be passed; the call was not made. */
export class OverBudgetError extends Error {
  readonly code = 'over-budget';
  constructor(readonly scope: LedgerScope['scope']) {
    super(`the tokens or the money of this ${scope} are used up for today`);
  }
}

interface StoredCall {
  id: string;
  conversation_id: string | null;
  turn_id: string | null;
  purpose: string;
  model: string;
  host: string | null;
  sent_characters: number;
  redacted: Record<string, number>;
  prompt_tokens: number;
  completion_tokens: number;
  cost_micros: string | number | bigint;
  outcome: string;
  ms: number;
  created_at: Date;
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** What large models cost, by workspace, visitor, conversation and turn: the only code that touches its tables. */
export function createLlmLedger(database: Database) {
  return {
    /**
     * Reserves in all scopes or in none; whoever reserves at the same time waits, so that together they stay within
     * every limit. The scopes come in the same order from every caller. Throws OverBudgetError.
     */
    async reserve(workspaceId: string, scopes: readonly LedgerScope[], amount: sql.Amount): Promise<{ day: string }> {
      const day = today();
      await database.transaction(async (tx) => {
        for (const scope of scopes)
          if ((await tx.query(sql.reserveBudget(workspaceId, scope, day, amount))).length === 0)
            throw new OverBudgetError(scope.scope);
      });
      return { day };
    },
    /** Writes the call down and gives back what was reserved beyond its use. */
    async settle(
      workspaceId: string,
      reserved: { scopes: readonly LedgerScope[]; day: string; amount: sql.Amount },
      call: CallRow,
    ): Promise<void> {
      const { scopes, day, amount } = reserved;
      const change = {
        tokens: call.promptTokens + call.completionTokens - amount.tokens,
        costMicros: call.costMicros - amount.costMicros,
      };
      await database.transaction(async (tx: Queryable) => {
        for (const scope of scopes) await tx.query(sql.correctBudget(workspaceId, scope, day, change));
        await tx.query(sql.insertCall(workspaceId, randomUUID(), call));
      });
    },
    async listCalls(
      workspaceId: string,
      query: { remote: boolean; before?: string; limit: number },
    ): Promise<LlmCall[]> {
      const rows = await database.query<StoredCall>(
        sql.selectCalls(workspaceId, { ...query, before: query.before ?? null }),
      );
      return rows.map(toCall);
    },
    /** What was used and is reserved today. */
    async readUse(workspaceId: string, scope: LedgerScope['scope'], id: string): Promise<sql.Amount> {
      const [row] = await database.query<{ tokens: number; cost_micros: number }>(
        sql.selectBudget(workspaceId, scope, id, today()),
      );
      return { tokens: row?.tokens ?? 0, costMicros: row?.cost_micros ?? 0 };
    },
  };
}

const toCall = (row: StoredCall): LlmCall =>
  llmCallSchema.parse({
    id: row.id,
    conversationId: row.conversation_id,
    turnId: row.turn_id,
    purpose: row.purpose,
    model: row.model,
    host: row.host,
    sentCharacters: row.sent_characters,
    redacted: row.redacted,
    promptTokens: row.prompt_tokens,
    completionTokens: row.completion_tokens,
    costMicros: Number(row.cost_micros),
    outcome: row.outcome,
    ms: row.ms,
    createdAt: row.created_at.toISOString(),
  });

export type LlmLedger = ReturnType<typeof createLlmLedger>;
