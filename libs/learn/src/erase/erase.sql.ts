import type { Sql } from '@switchboard/db';

export interface ErasedRow {
  id: string;
  text: string;
  part: string;
  since: number;
  until: number | null;
}

/** Also those that have ended and lie in sealed versions. */
export const deleteRows = (workspaceId: string, conversationIds: readonly string[]): Sql => ({
  text: `DELETE FROM dataset_row WHERE workspace_id = $1 AND conversation_id = ANY($2)
    RETURNING id, text, part, since, until`,
  values: [workspaceId, conversationIds],
});

/** The figures stay. */
export const forgetMeasured = (workspaceId: string, texts: readonly string[]): Sql => ({
  text: `UPDATE model_evaluation SET report = jsonb_set(report, '{rows}', (
      SELECT coalesce(jsonb_agg(r), '[]') FROM jsonb_array_elements(report->'rows') r WHERE NOT r->>'text' = ANY($2)))
    WHERE workspace_id = $1 AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(report->'rows') r WHERE r->>'text' = ANY($2))`,
  values: [workspaceId, texts],
});

/** The counts stay. */
export const forgetReplayed = (workspaceId: string, conversationIds: readonly string[]): Sql => ({
  text: `UPDATE model_version SET replay = jsonb_set(replay, '{examples}', (
      SELECT coalesce(jsonb_agg(r), '[]') FROM jsonb_array_elements(replay->'examples') r
      WHERE NOT r->>'conversationId' = ANY($2)))
    WHERE workspace_id = $1 AND replay IS NOT NULL AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(replay->'examples') r WHERE r->>'conversationId' = ANY($2))`,
  values: [workspaceId, conversationIds],
});

/** Findings of a check that show one of the rows: the check can be run again. */
export const forgetFindings = (workspaceId: string, rowIds: readonly string[]): Sql => ({
  text: `UPDATE training_job SET report = NULL WHERE workspace_id = $1 AND report IS NOT NULL
    AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS row(id) WHERE position(row.id IN report::text) > 0)`,
  values: [workspaceId, rowIds],
});

export interface TrainedOn {
  id: string;
  version: number;
}
export const selectModels = (workspaceId: string): Sql => ({
  text: `SELECT id, dataset_version AS version FROM model_version
    WHERE workspace_id = $1 AND archived_at IS NULL AND dataset_version IS NOT NULL ORDER BY created_at`,
  values: [workspaceId],
});
