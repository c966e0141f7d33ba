import type { Evaluation, FineTuneTrial, Promotion, Replay, Traffic, TrainingMethod } from '@switchboard/contracts';
import type { Sql } from '@switchboard/db';

export interface ModelRecord {
  id: string;
  artifact_hash: string;
  dataset_hash: string;
  dataset_version: number | null;
  base_model: string;
  method: TrainingMethod;
  code_version: string;
  metrics: Record<string, number>;
  replay: Replay | null;
  reference: Traffic | null;
  trial: FineTuneTrial | null;
  archived_at: Date | null;
  created_at: Date;
}

const columns = `m.id, m.artifact_hash, m.dataset_hash, m.dataset_version, m.base_model, m.method, m.code_version,
  m.metrics, m.replay, m.reference, m.trial, m.archived_at, m.created_at`;
/** All of an evaluation but its rows and what follows from risks. */
const summary = `(e.report - 'rows' - 'risks') AS evaluation`;
const ownEvaluation = 'LEFT JOIN model_evaluation e ON e.model_id = m.id AND e.dataset_version = m.dataset_version';

/** The same artifact again is the same version: what it was measured on last stands. */
export const insertModel = (workspaceId: string, row: Omit<ModelRecord, 'created_at' | 'archived_at'>): Sql => ({
  text: `INSERT INTO model_version (id, workspace_id, kind, artifact_hash, dataset_hash, dataset_version, base_model,
      method, code_version, metrics, replay, reference, trial)
    VALUES ($1, $2, 'intents', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT (workspace_id, artifact_hash) DO UPDATE SET metrics = excluded.metrics,
      replay = excluded.replay, reference = excluded.reference, trial = excluded.trial, archived_at = NULL
    RETURNING id`,
  values: [
    row.id,
    workspaceId,
    row.artifact_hash,
    row.dataset_hash,
    row.dataset_version,
    row.base_model,
    row.method,
    row.code_version,
    JSON.stringify(row.metrics),
    row.replay === null ? null : JSON.stringify(row.replay),
    row.reference === null ? null : JSON.stringify(row.reference),
    row.trial === null ? null : JSON.stringify(row.trial),
  ],
});

export const selectModels = (workspaceId: string, limit: number): Sql => ({
  text: `SELECT ${columns}, ${summary} FROM model_version m ${ownEvaluation}
    WHERE m.workspace_id = $1 AND m.kind = 'intents' ORDER BY m.created_at DESC LIMIT $2`,
  values: [workspaceId, limit],
});

export const selectModel = (workspaceId: string, id: string): Sql => ({
  text: `SELECT ${columns}, ${summary} FROM model_version m ${ownEvaluation}
    WHERE m.workspace_id = $1 AND m.id = $2`,
  values: [workspaceId, id],
});

export const selectLiveModel = (workspaceId: string): Sql => ({
  text: `SELECT ${columns}, ${summary} FROM workspace w JOIN model_version m ON m.id = w.intent_model_id
    ${ownEvaluation} WHERE w.id = $1`,
  values: [workspaceId],
});

export const selectShadowModel = (workspaceId: string): Sql => ({
  text: `SELECT ${columns}, ${summary} FROM workspace w JOIN model_version m ON m.id = w.shadow_model_id
    ${ownEvaluation} WHERE w.id = $1`,
  values: [workspaceId],
});

/** Who moves a pointer, or removes what one may point to, has the workspace for the transaction. */
export const lockPointers = (workspaceId: string): Sql => ({
  text: 'SELECT id FROM workspace WHERE id = $1 FOR UPDATE',
  values: [workspaceId],
});

/** Moves the pointer; gives back where it stood, and nothing for a model of another workspace. */
export const moveLiveModel = (workspaceId: string, modelId: string): Sql => ({
  text: `WITH before AS (SELECT id, intent_model_id FROM workspace WHERE id = $1)
    UPDATE workspace w SET intent_model_id = $2,
      shadow_model_id = CASE WHEN w.shadow_model_id = $2 THEN NULL ELSE w.shadow_model_id END
    FROM before WHERE w.id = before.id
      AND EXISTS (SELECT 1 FROM model_version WHERE id = $2 AND workspace_id = $1 AND archived_at IS NULL)
    RETURNING before.intent_model_id AS previous_id`,
  values: [workspaceId, modelId],
});

export const updateShadowModel = (workspaceId: string, modelId: string | null): Sql => ({
  text: `UPDATE workspace SET shadow_model_id = $2 WHERE id = $1
    AND ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM model_version
      WHERE id = $2 AND workspace_id = $1 AND archived_at IS NULL)) RETURNING id`,
  values: [workspaceId, modelId],
});

export const insertPromotion = (
  workspaceId: string,
  { modelId, previousId, kind, reason, by }: Omit<Promotion, 'at'>,
): Sql => ({
  text: `INSERT INTO model_promotion (workspace_id, model_id, previous_id, kind, reason, by)
    VALUES ($1, $2, $3, $4, $5, $6)`,
  values: [workspaceId, modelId, previousId, kind, reason, by],
});

export interface PromotionRecord {
  model_id: string;
  previous_id: string | null;
  kind: Promotion['kind'];
  reason: string | null;
  by: string;
  created_at: Date;
}
export const selectPromotions = (workspaceId: string, limit: number): Sql => ({
  text: `SELECT model_id, previous_id, kind, reason, by, created_at FROM model_promotion
    WHERE workspace_id = $1 ORDER BY id DESC LIMIT $2`,
  values: [workspaceId, limit],
});

export const upsertEvaluation = (workspaceId: string, modelId: string, report: Evaluation): Sql => ({
  text: `INSERT INTO model_evaluation (model_id, dataset_version, workspace_id, report)
    SELECT id, $3, $1, $4 FROM model_version WHERE id = $2 AND workspace_id = $1
    ON CONFLICT (model_id, dataset_version) DO UPDATE SET report = excluded.report`,
  values: [workspaceId, modelId, report.datasetVersion, JSON.stringify(report)],
});

export const selectEvaluation = (workspaceId: string, modelId: string, datasetVersion: number): Sql => ({
  text: `SELECT report FROM model_evaluation WHERE workspace_id = $1 AND model_id = $2 AND dataset_version = $3`,
  values: [workspaceId, modelId, datasetVersion],
});

export interface ShadowRow {
  turnId: string;
  conversationId: string;
  text: string;
  live: string | null;
  shadow: string | null;
}
export const insertShadowRecord = (workspaceId: string, modelId: string, row: ShadowRow): Sql => ({
  text: `INSERT INTO shadow_record (model_id, turn_id, workspace_id, conversation_id, text, live_intent, shadow_intent)
    SELECT id, $3, $1, $4, $5, $6, $7 FROM model_version WHERE id = $2 AND workspace_id = $1
    ON CONFLICT (model_id, turn_id) DO NOTHING`,
  values: [workspaceId, modelId, row.turnId, row.conversationId, row.text, row.live, row.shadow],
});

export const countShadowRecords = (workspaceId: string, modelId: string): Sql => ({
  text: `SELECT count(*)::int AS messages,
      count(*) FILTER (WHERE live_intent IS DISTINCT FROM shadow_intent)::int AS disagreements
    FROM shadow_record WHERE workspace_id = $1 AND model_id = $2`,
  values: [workspaceId, modelId],
});

export interface DisagreementRecord {
  conversation_id: string;
  text: string;
  live_intent: string | null;
  shadow_intent: string | null;
}
export const selectDisagreements = (workspaceId: string, modelId: string, limit: number): Sql => ({
  text: `SELECT conversation_id, text, live_intent, shadow_intent FROM shadow_record
    WHERE workspace_id = $1 AND model_id = $2 AND live_intent IS DISTINCT FROM shadow_intent
    ORDER BY created_at DESC LIMIT $3`,
  values: [workspaceId, modelId, limit],
});
