import type { Sql } from '@switchboard/db';

/** Only what the bot said is rated. */
export const updateRating = (
  workspaceId: string,
  conversationId: string,
  seq: number,
  rating: 'helpful' | 'not-helpful' | null,
): Sql => ({
  text: `UPDATE message SET rating = $4 WHERE workspace_id = $1 AND conversation_id = $2 AND seq = $3 AND author_kind = 'bot'
    AND event IS NULL RETURNING seq`,
  values: [workspaceId, conversationId, seq, rating],
});

/** Rules of the decision table that mean: the desk had nothing to say. */
const unanswered = ['no-answer', 'repeated-failure', 'out-of-scope', 'scope-gate'];

/** Questions that got no answer or one that did not help, newest first. */
export const selectGapQuestions = (workspaceId: string, days: number, limit: number): Sql => ({
  text: `SELECT t.conversation_id, t.to_seq AS seq, t.created_at, rated.seq IS NOT NULL AS is_badly_rated, asked.text
    FROM turn t
    LEFT JOIN LATERAL (SELECT seq FROM message WHERE turn_id = t.id AND rating = 'not-helpful' LIMIT 1) rated ON true
    JOIN LATERAL (SELECT string_agg(text, E'\\n' ORDER BY seq) AS text FROM message
      WHERE conversation_id = t.conversation_id AND seq BETWEEN t.from_seq AND t.to_seq AND author_kind = 'visitor') asked ON true
    WHERE t.workspace_id = $1 AND t.created_at > now() - $2 * interval '1 day' AND asked.text IS NOT NULL
      AND (rated.seq IS NOT NULL OR t.trace->'decision'->>'ruleId' = ANY ($4))
    ORDER BY t.created_at DESC LIMIT $3`,
  values: [workspaceId, days, limit, unanswered],
});
