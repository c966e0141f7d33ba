import { randomUUID } from 'node:crypto';
import type { ListSuggestions, ReplySuggestion, SuggestionPage } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import type { PendingTurn } from '../conversation-store';
import { ConversationNotFoundError } from '../errors';
import * as sql from './suggestion.sql';

export type DraftedSuggestion = Pick<
  ReplySuggestion,
  'text' | 'reason' | 'way' | 'model' | 'citations' | 'intents' | 'tones'
>;

export interface SentReply {
  text: string;
  seq: number;
  agentId: string;
}

interface OpenQuestionRow {
  owner_kind: 'bot' | 'queue' | 'agent';
  status: 'open' | 'resolved';
  epoch: number;
  to_seq: number | null;
  from_seq: number | null;
  question: string | null;
  is_answered: boolean;
}

interface SuggestionRow extends Pick<
  ReplySuggestion,
  'id' | 'seq' | 'state' | 'question' | 'text' | 'reason' | 'way' | 'model' | 'citations' | 'intents' | 'tones'
> {
  conversation_id: string;
  outcome: ReplySuggestion['outcome'];
  sent_text: string | null;
  sent_seq: number | null;
  created_at: Date;
  decided_at: Date | null;
}

/** Replies that were suggested to people, and what they sent instead. */
export function createSuggestionStore(database: Database) {
  async function readOpen(workspaceId: string, conversationId: string): Promise<OpenQuestionRow> {
    const [row] = await database.query<OpenQuestionRow>(sql.selectOpenQuestion(workspaceId, conversationId));
    if (row === undefined) throw new ConversationNotFoundError(conversationId);
    return row;
  }
  const isWaiting = ({ owner_kind: owner, status, to_seq: to, is_answered: isAnswered }: OpenQuestionRow): boolean =>
    owner !== 'bot' && status === 'open' && to !== null && !isAnswered;

  return {
    /**
     * The question that waits for a person, as a turn that nothing commits; null when none waits or another process
     * drafts already. `anew` drafts once more.
     */
    async claimSuggestion(workspaceId: string, conversationId: string, anew: boolean): Promise<PendingTurn | null> {
      const row = await readOpen(workspaceId, conversationId);
      const { to_seq: toSeq, from_seq: fromSeq, question, epoch } = row;
      if (!isWaiting(row) || toSeq === null || fromSeq === null || question === null) return null;
      const claim = { id: randomUUID(), workspaceId, conversationId, seq: toSeq, question, anew };
      const [claimed] = await database.query<{ id: string }>(sql.claimSuggestion(claim));
      if (claimed === undefined) return null;
      return { id: claimed.id, workspaceId, conversationId, fromSeq, toSeq, epoch, attempts: 1 };
    },
    /** False when it was decided or drafted anew meanwhile. */
    async finishSuggestion(workspaceId: string, id: string, drafted: DraftedSuggestion): Promise<boolean> {
      return (await database.query(sql.finishSuggestion(workspaceId, id, drafted))).length > 0;
    },
    /** For the question that waits now; null when none does or nobody has drafted. */
    async readSuggestion(workspaceId: string, conversationId: string): Promise<ReplySuggestion | null> {
      const open = await readOpen(workspaceId, conversationId);
      if (!isWaiting(open) || open.to_seq === null) return null;
      const found = sql.selectSuggestion(workspaceId, conversationId, open.to_seq);
      const [row] = await database.query<SuggestionRow>(found);
      return row === undefined ? null : toSuggestion(row);
    },
    /** The suggestion that a reply was written beside; null when there was none to take. */
    async readUndecided(workspaceId: string, conversationId: string): Promise<ReplySuggestion | null> {
      const [row] = await database.query<SuggestionRow>(sql.selectUndecided(workspaceId, conversationId));
      return row === undefined || row.outcome !== null || row.state !== 'ready' ? null : toSuggestion(row);
    },
    /** Once: a repeat changes nothing. */
    async decideSuggestion(
      workspaceId: string,
      id: string,
      outcome: NonNullable<ReplySuggestion['outcome']>,
      sent: SentReply,
    ): Promise<void> {
      await database.query(sql.decideSuggestion(workspaceId, id, outcome, sent));
    },
    async listDecided(
      workspaceId: string,
      { outcome, before, limit }: Omit<ListSuggestions, 'limit'> & { limit: number },
    ): Promise<SuggestionPage> {
      const query = { outcome: outcome ?? null, before: before ?? null, limit };
      const [rows, counted] = await Promise.all([
        database.query<SuggestionRow>(sql.selectDecided(workspaceId, query)),
        database.query<{ outcome: keyof SuggestionPage['counts']; count: number }>(sql.countDecided(workspaceId)),
      ]);
      const counts = { accepted: 0, edited: 0, rejected: 0 };
      for (const row of counted) counts[row.outcome] = row.count;
      return { items: rows.map(toSuggestion), counts };
    },
  };
}

const toSuggestion = (row: SuggestionRow): ReplySuggestion => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  state: row.state,
  question: row.question,
  text: row.text,
  reason: row.reason,
  way: row.way,
  model: row.model,
  citations: row.citations,
  intents: row.intents,
  tones: row.tones,
  outcome: row.outcome,
  sentText: row.sent_text,
  sentSeq: row.sent_seq,
  createdAt: row.created_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
});

export type SuggestionStore = ReturnType<typeof createSuggestionStore>;
