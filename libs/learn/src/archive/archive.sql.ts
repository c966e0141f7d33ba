import type { Sql } from '@switchboard/db';

/**
 * Marks models as archived that nothing points to and that have had their time: not the live one, the one in the shadow
 * or the one before the live one, and none that is being measured.
 */
export const archiveModels = (workspaceId: string, keepDays: number): Sql => ({
  text: `UPDATE model_version m SET archived_at = now() FROM workspace w
    WHERE w.id = $1 AND m.workspace_id = $1 AND m.archived_at IS NULL
      AND m.created_at < now() - $2 * interval '1 day'
      AND m.id IS DISTINCT FROM w.intent_model_id AND m.id IS DISTINCT FROM w.shadow_model_id
      AND m.id IS DISTINCT FROM (
        SELECT previous_id FROM model_promotion WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1)
      AND NOT EXISTS (SELECT 1 FROM training_job j
        WHERE j.model_id = m.id AND j.kind = 'measure' AND j.status IN ('queued', 'running'))
    RETURNING m.id`,
  values: [workspaceId, keepDays],
});

/** Marks one that cannot be used any more, unless it is live again. */
export const archiveModel = (workspaceId: string, modelId: string): Sql => ({
  text: `UPDATE model_version m SET archived_at = now() FROM workspace w
    WHERE w.id = $1 AND m.workspace_id = $1 AND m.id = $2 AND m.archived_at IS NULL
      AND m.id IS DISTINCT FROM w.intent_model_id RETURNING m.id`,
  values: [workspaceId, modelId],
});

export interface ArtifactRecord {
  artifact_hash: string;
}
/** Of all workspaces: they share a folder. */
export const selectArchived = (): Sql => ({
  text: `SELECT artifact_hash FROM model_version GROUP BY artifact_hash HAVING bool_and(archived_at IS NOT NULL)`,
  values: [],
});
