import type { Decision, TurnOutcome, Understanding } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import type { ConversationStore } from './conversation-store';
import { selectRecentTurns } from './turn.sql';

/** What visitors wrote lately and what was made of it: training is compared with it, and gaps are found in it. */
export interface RecentTurn {
  turnId: string;
  conversationId: string;
  /** Of the last message of the burst. */
  seq: number;
  /** The visitor's messages, joined as the turn read them. */
  text: string;
  understanding: Understanding;
  decision: Decision | null;
  outcome: TurnOutcome;
  at: string;
}

interface RecentTurnRow {
  id: string;
  conversation_id: string;
  to_seq: number;
  text: string;
  understanding: Understanding;
  decision: Decision | null;
  outcome: TurnOutcome;
  created_at: Date;
}

export function listRecentTurns(database: Database): ConversationStore['listRecentTurns'] {
  return async (workspaceId, { limit }) =>
    (await database.query<RecentTurnRow>(selectRecentTurns(workspaceId, limit))).map((row) => ({
      turnId: row.id,
      conversationId: row.conversation_id,
      seq: row.to_seq,
      text: row.text,
      understanding: row.understanding,
      decision: row.decision,
      outcome: row.outcome,
      at: row.created_at.toISOString(),
    }));
}
