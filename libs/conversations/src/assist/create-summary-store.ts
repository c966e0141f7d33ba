import { randomUUID } from 'node:crypto';
import type { SearchSummaries, Summary } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { ConversationNotFoundError } from '../errors';
import * as sql from './summary.sql';

export type NewSummary = Omit<Summary, 'id' | 'createdAt'>;

/** What the specialists made of a visitor's message, and what was done about it. */
export interface TurnInShort {
  toSeq: number;
  /** Null where the model was not sure or none is live. */
  intent: string | null;
  action: string | null;
  outcome: string | null;
}

interface SummaryRow extends Pick<Summary, 'id' | 'kind' | 'language' | 'text' | 'model'> {
  conversation_id: string;
  to_seq: number;
  made_by: Summary['madeBy'];
  prompt_version: number | null;
  created_at: Date;
}

/** What conversations come to, in short: for who takes over, for the record, and as the LLM agent's memory. */
export function createSummaryStore(database: Database) {
  return {
    /** Throws ConversationNotFoundError. */
    async saveSummary(workspaceId: string, summary: NewSummary): Promise<Summary> {
      const [row] = await database.query<SummaryRow>(sql.upsertSummary(workspaceId, randomUUID(), summary));
      if (row === undefined) throw new ConversationNotFoundError(summary.conversationId);
      return toSummary(row);
    },
    /** Those for people, newest first. */
    async listSummaries(workspaceId: string, conversationId: string): Promise<Summary[]> {
      return (await database.query<SummaryRow>(sql.selectSummaries(workspaceId, conversationId))).map(toSummary);
    },
    async readMemory(workspaceId: string, conversationId: string): Promise<Summary | null> {
      const [row] = await database.query<SummaryRow>(sql.selectMemory(workspaceId, conversationId));
      return row === undefined ? null : toSummary(row);
    },
    async searchSummaries(workspaceId: string, { search, kind, before, limit }: SearchSummaries): Promise<Summary[]> {
      const query = { search, kind: kind ?? null, before: before ?? null, limit };
      return (await database.query<SummaryRow>(sql.searchSummaries(workspaceId, query))).map(toSummary);
    },
    async listTurns(workspaceId: string, conversationId: string): Promise<TurnInShort[]> {
      const rows = await database.query<{
        to_seq: number;
        outcome: string | null;
        intent: { intent: string; confidence: number; threshold: number } | null;
        action: string | null;
      }>(sql.selectTurnsOf(workspaceId, conversationId));
      return rows.map(({ to_seq: toSeq, outcome, intent, action }) => ({
        toSeq,
        outcome,
        action,
        intent: intent !== null && intent.confidence >= intent.threshold ? intent.intent : null,
      }));
    },
  };
}

const toSummary = (row: SummaryRow): Summary => ({
  id: row.id,
  conversationId: row.conversation_id,
  kind: row.kind,
  toSeq: row.to_seq,
  language: row.language,
  text: row.text,
  madeBy: row.made_by,
  model: row.model,
  promptVersion: row.prompt_version,
  createdAt: row.created_at.toISOString(),
});

export type SummaryStore = ReturnType<typeof createSummaryStore>;
