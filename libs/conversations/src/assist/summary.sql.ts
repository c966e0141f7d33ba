import type { Sql } from '@switchboard/db';
import type { NewSummary } from './create-summary-store';

/** The same messages in the same language again: the newer one stands. */
export const upsertSummary = (workspaceId: string, id: string, summary: NewSummary): Sql => ({
  text: `INSERT INTO summary (id, workspace_id, conversation_id, kind, to_seq, language, text, made_by, model, prompt_version)
    SELECT $1, $2, c.id, $4, $5, $6, $7, $8, $9, $10 FROM conversation c WHERE c.workspace_id = $2 AND c.id = $3
    ON CONFLICT (conversation_id, kind, to_seq, language) DO UPDATE
      SET text = excluded.text, made_by = excluded.made_by, model = excluded.model,
        prompt_version = excluded.prompt_version, created_at = now()
    RETURNING *`,
  values: [
    id,
    workspaceId,
    summary.conversationId,
    summary.kind,
    summary.toSeq,
    summary.language,
    summary.text,
    summary.madeBy,
    summary.model,
    summary.promptVersion,
  ],
});

export const selectSummaries = (workspaceId: string, conversationId: string): Sql => ({
  text: `SELECT * FROM summary WHERE workspace_id = $1 AND conversation_id = $2 AND kind <> 'memory'
    ORDER BY to_seq DESC, created_at DESC LIMIT 50`,
  values: [workspaceId, conversationId],
});

export const selectMemory = (workspaceId: string, conversationId: string): Sql => ({
  text: `SELECT * FROM summary WHERE workspace_id = $1 AND conversation_id = $2 AND kind = 'memory'
    ORDER BY to_seq DESC LIMIT 1`,
  values: [workspaceId, conversationId],
});

export const searchSummaries = (
  workspaceId: string,
  { search, kind, before, limit }: { search: string; kind: string | null; before: string | null; limit: number },
): Sql => ({
  text: `SELECT * FROM summary WHERE workspace_id = $1 AND text ILIKE $2 AND ($3::text IS NULL OR kind = $3)
    AND ($4::timestamptz IS NULL OR created_at < $4::timestamptz) ORDER BY created_at DESC LIMIT $5`,
  values: [workspaceId, `%${search.replace(/[\\%_]/g, '\\$&')}%`, kind, before, limit],
});

/** What became of each turn, in order. */
export const selectTurnsOf = (workspaceId: string, conversationId: string): Sql => ({
  text: `SELECT to_seq, outcome, trace -> 'understanding' -> 'intents' -> 0 AS intent, trace -> 'decision' ->> 'action' AS action
    FROM turn WHERE workspace_id = $1 AND conversation_id = $2 AND trace IS NOT NULL ORDER BY to_seq LIMIT 500`,
  values: [workspaceId, conversationId],
});
