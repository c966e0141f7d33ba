import type { Sql } from '@switchboard/db';
import type { DraftedSuggestion, SentReply } from './create-suggestion-store';

/** A process that drafts longer than this is taken for dead. */
const draftingSeconds = 60;

/** The visitor's messages that wait for an answer: the last group of them, unless a person has written since. */
export const selectOpenQuestion = (workspaceId: string, conversationId: string): Sql => ({
  text: `WITH asked AS (
      SELECT max(seq) AS seq FROM message WHERE workspace_id = $1 AND conversation_id = $2 AND author_kind = 'visitor'
    ), before AS (
      SELECT coalesce(max(m.seq), 0) AS seq FROM message m, asked
      WHERE m.conversation_id = $2 AND m.event IS NULL AND m.author_kind <> 'visitor' AND m.seq < asked.seq
    )
    SELECT c.owner_kind, c.status, c.epoch, asked.seq AS to_seq, m.from_seq, m.question,
      EXISTS (SELECT 1 FROM message r WHERE r.conversation_id = $2 AND r.author_kind = 'agent' AND r.seq > asked.seq)
        AS is_answered
    FROM conversation c, asked, before, LATERAL (
      SELECT min(seq) AS from_seq, string_agg(text, E'\\n' ORDER BY seq) AS question FROM message
      WHERE conversation_id = $2 AND author_kind = 'visitor' AND seq > before.seq) m
    WHERE c.workspace_id = $1 AND c.id = $2`,
  values: [workspaceId, conversationId],
});

/** One process drafts it. `anew`: once more, unless somebody is at it or has sent a reply. */
export const claimSuggestion = (row: {
  id: string;
  workspaceId: string;
  conversationId: string;
  seq: number;
  question: string;
  anew: boolean;
}): Sql => ({
  text: `INSERT INTO suggestion AS s (id, workspace_id, conversation_id, seq, state, question)
    VALUES ($1, $2, $3, $4, 'drafting', $5)
    ON CONFLICT (conversation_id, seq) DO UPDATE SET state = 'drafting', claimed_at = now(), text = NULL, reason = NULL,
      way = NULL, model = NULL, citations = '[]'
    WHERE s.outcome IS NULL
      AND (($6 AND s.state <> 'drafting') OR (s.state = 'drafting' AND s.claimed_at < now() - $7 * interval '1 second'))
    RETURNING id`,
  values: [row.id, row.workspaceId, row.conversationId, row.seq, row.question, row.anew, draftingSeconds],
});

export const finishSuggestion = (workspaceId: string, id: string, drafted: DraftedSuggestion): Sql => ({
  text: `UPDATE suggestion SET state = $3, text = $4, reason = $5, way = $6, model = $7, citations = $8, intents = $9,
      tones = $10 WHERE workspace_id = $1 AND id = $2 AND state = 'drafting' RETURNING id`,
  values: [
    workspaceId,
    id,
    drafted.text === null ? 'none' : 'ready',
    drafted.text,
    drafted.reason,
    drafted.way,
    drafted.model,
    JSON.stringify(drafted.citations),
    JSON.stringify(drafted.intents),
    JSON.stringify(drafted.tones),
  ],
});

/** The one that a reply decides: the newest, if it was ready. */
export const selectUndecided = (workspaceId: string, conversationId: string): Sql => ({
  text: `SELECT * FROM suggestion WHERE workspace_id = $1 AND conversation_id = $2 ORDER BY seq DESC LIMIT 1`,
  values: [workspaceId, conversationId],
});

export const decideSuggestion = (workspaceId: string, id: string, outcome: string, sent: SentReply): Sql => ({
  text: `UPDATE suggestion SET outcome = $3, sent_text = $4, sent_seq = $5, agent_id = $6, decided_at = now()
    WHERE workspace_id = $1 AND id = $2 AND outcome IS NULL AND state = 'ready'`,
  values: [workspaceId, id, outcome, sent.text, sent.seq, sent.agentId],
});

export const selectSuggestion = (workspaceId: string, conversationId: string, seq: number): Sql => ({
  text: 'SELECT * FROM suggestion WHERE workspace_id = $1 AND conversation_id = $2 AND seq = $3',
  values: [workspaceId, conversationId, seq],
});

export const selectDecided = (
  workspaceId: string,
  { outcome, before, limit }: { outcome: string | null; before: string | null; limit: number },
): Sql => ({
  text: `SELECT * FROM suggestion WHERE workspace_id = $1 AND decided_at IS NOT NULL AND ($2::text IS NULL OR outcome = $2)
    AND ($3::timestamptz IS NULL OR decided_at < $3::timestamptz) ORDER BY decided_at DESC LIMIT $4`,
  values: [workspaceId, outcome, before, limit],
});

export const countDecided = (workspaceId: string): Sql => ({
  text: `SELECT outcome, count(*)::int AS count FROM suggestion
    WHERE workspace_id = $1 AND decided_at > now() - interval '30 days' GROUP BY outcome`,
  values: [workspaceId],
});
