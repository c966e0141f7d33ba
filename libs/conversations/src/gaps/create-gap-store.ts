import type { GapQuestion, Rating } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { selectGapQuestions, updateRating } from './gaps.sql';

/** There is no bot message under this number in the conversation. */
export class MessageNotFoundError extends Error {
  readonly code = 'message-not-found';
  constructor(readonly seq: number) {
    super(`there is no bot message ${seq} to rate`);
  }
}

interface GapRow {
  conversation_id: string;
  seq: number;
  created_at: Date;
  is_badly_rated: boolean;
  text: string;
}

/** What visitors think of answers, and the questions that have none. */
export function createGapStore(database: Database) {
  return {
    /** Throws MessageNotFoundError for what the bot has not said, and in another workspace. */
    async rateMessage(workspaceId: string, conversationId: string, seq: number, rating: Rating | null): Promise<void> {
      const rated = await database.query(updateRating(workspaceId, conversationId, seq, rating));
      if (rated.length === 0) throw new MessageNotFoundError(seq);
    },
    async listGapQuestions(
      workspaceId: string,
      { days, limit }: { days: number; limit: number },
    ): Promise<GapQuestion[]> {
      const rows = await database.query<GapRow>(selectGapQuestions(workspaceId, days, limit));
      return rows.map((row) => ({
        conversationId: row.conversation_id,
        seq: row.seq,
        text: row.text,
        kind: row.is_badly_rated ? 'badly-rated' : 'unanswered',
        at: row.created_at.toISOString(),
      }));
    },
  };
}

export type GapStore = ReturnType<typeof createGapStore>;
