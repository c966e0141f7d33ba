import { type Citation, traceSchema } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import type { ConversationStore } from './conversation-store';
import { toPendingTurn } from './read-turns';
import { type TurnRow, selectLlmTurns } from './turn.sql';

interface LlmTurnRow extends TurnRow {
  outcome: string;
  finished_at: Date;
  trace: object;
  reply: string | null;
  citations: Citation[] | null;
}

export function listLlmTurns(database: Database): ConversationStore['listLlmTurns'] {
  return async (workspaceId, { limit }) =>
    (await database.query<LlmTurnRow>(selectLlmTurns(workspaceId, limit))).map((row) => ({
      turn: toPendingTurn(row),
      trace: traceSchema.parse({ ...row.trace, outcome: row.outcome, finishedAt: row.finished_at.toISOString() }),
      reply: row.reply === null ? null : { text: row.reply, citations: row.citations ?? [] },
    }));
}
