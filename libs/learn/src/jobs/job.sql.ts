import type { Findings, JobKind, JobStatus, TrainingMethod, TrainingPoint } from '@switchboard/contracts';
import type { Sql } from '@switchboard/db';

export interface JobRecord {
  id: string;
  workspace_id: string;
  kind: JobKind;
  dataset_version: number;
  method: TrainingMethod;
  status: JobStatus;
  stage: string;
  done: number;
  total: number;
  points: TrainingPoint[];
  error: string | null;
  model_id: string | null;
  attempts: number;
  requested_by: string;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

const columns = `id, workspace_id, kind, dataset_version, method, status, stage, done, total, points, error, model_id,
  attempts, requested_by, created_at, started_at, finished_at`;

export const insertJob = (
  workspaceId: string,
  job: Pick<JobRecord, 'id' | 'kind' | 'dataset_version' | 'method' | 'requested_by'>,
): Sql => ({
  text: `INSERT INTO training_job (id, workspace_id, kind, dataset_version, method, requested_by)
    VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`,
  values: [job.id, workspaceId, job.kind, job.dataset_version, job.method, job.requested_by],
});

/** A model is measured on a version by one job at a time: the one that is there already is the answer. */
export const insertMeasure = (
  workspaceId: string,
  job: Pick<JobRecord, 'id' | 'dataset_version' | 'model_id' | 'requested_by'>,
): Sql => ({
  text: `INSERT INTO training_job AS j (id, workspace_id, kind, dataset_version, method, model_id, requested_by)
    SELECT $1, $2, 'measure', $3, method, id, $5 FROM model_version
      WHERE workspace_id = $2 AND id = $4 AND archived_at IS NULL
    ON CONFLICT (model_id, dataset_version) WHERE kind = 'measure' AND status IN ('queued', 'running')
      DO UPDATE SET stage = j.stage RETURNING ${columns}`,
  values: [job.id, workspaceId, job.dataset_version, job.model_id, job.requested_by],
});

export const selectLatestMeasure = (workspaceId: string, modelId: string, datasetVersion: number): Sql => ({
  text: `SELECT ${columns} FROM training_job WHERE workspace_id = $1 AND kind = 'measure' AND model_id = $2
      AND dataset_version = $3 ORDER BY created_at DESC LIMIT 1`,
  values: [workspaceId, modelId, datasetVersion],
});

export interface DurationRecord {
  method: TrainingMethod;
  seconds: number;
  rows: number;
  intents: number;
}
/** What trainings took that were neither interrupted nor cancelled, the latest first. */
export const selectDurations = (workspaceId: string, limit: number): Sql => ({
  text: `SELECT j.method, extract(epoch FROM j.finished_at - j.started_at)::float8 AS seconds,
      v.train_rows AS rows, v.intents
    FROM training_job j JOIN dataset_version v ON v.workspace_id = j.workspace_id AND v.number = j.dataset_version
    WHERE j.workspace_id = $1 AND j.kind = 'train' AND j.status = 'done' AND j.attempts = 1
      AND j.started_at IS NOT NULL
    ORDER BY j.finished_at DESC LIMIT $2`,
  values: [workspaceId, limit],
});

export const selectJobs = (workspaceId: string, limit: number): Sql => ({
  text: `SELECT ${columns} FROM training_job WHERE workspace_id = $1 ORDER BY created_at DESC LIMIT $2`,
  values: [workspaceId, limit],
});

export const selectJob = (workspaceId: string, id: string): Sql => ({
  text: `SELECT ${columns} FROM training_job WHERE workspace_id = $1 AND id = $2`,
  values: [workspaceId, id],
});

export const selectLatestCheck = (workspaceId: string): Sql => ({
  text: `SELECT ${columns}, report FROM training_job
    WHERE workspace_id = $1 AND kind = 'check' AND report IS NOT NULL ORDER BY created_at DESC LIMIT 1`,
  values: [workspaceId],
});
export type CheckRecord = JobRecord & { report: Findings };

/** The oldest job that waits or was left behind, unless another process has one in hand: one at a time. */
export const claimJob = (owner: string, leaseMs: number, everything: boolean): Sql => ({
  text: `UPDATE training_job SET status = 'running', attempts = attempts + 1, lease_owner = $1, points = '[]',
      stage = '', done = 0, total = 0, started_at = coalesce(started_at, now()),
      lease_until = now() + $2 * interval '1 millisecond'
    WHERE id = (
      SELECT id FROM training_job WHERE NOT cancel_requested
        AND (status = 'queued' OR (status = 'running' AND (lease_until <= now() OR ($3 AND lease_owner <> $1))))
        AND NOT EXISTS (SELECT 1 FROM training_job WHERE status = 'running' AND lease_until > now()
          AND NOT ($3 AND lease_owner <> $1))
      ORDER BY created_at LIMIT 1)
    RETURNING ${columns}`,
  values: [owner, leaseMs, everything],
});

/** Keeps the lease; says whether somebody wants it to stop. */
export const renewJob = (
  id: string,
  owner: string,
  leaseMs: number,
  { stage, done, total, points }: Pick<JobRecord, 'stage' | 'done' | 'total' | 'points'>,
): Sql => ({
  text: `UPDATE training_job SET stage = $4, done = $5, total = $6, points = $7,
      lease_until = now() + $3 * interval '1 millisecond'
    WHERE id = $1 AND lease_owner = $2 AND status = 'running' RETURNING cancel_requested`,
  values: [id, owner, leaseMs, stage, done, total, JSON.stringify(points)],
});

export const endJob = (
  id: string,
  owner: string,
  ending: { status: JobStatus; error: string | null; modelId: string | null; report: Findings | null },
): Sql => ({
  text: `UPDATE training_job SET status = $3, error = $4, model_id = coalesce($5, model_id), report = $6, finished_at = now()
    WHERE id = $1 AND lease_owner = $2 AND status = 'running'`,
  values: [
    id,
    owner,
    ending.status,
    ending.error,
    ending.modelId,
    ending.report === null ? null : JSON.stringify(ending.report),
  ],
});

/** One that waits ends at once; a running one when its process hears of it; one left behind as well. */
export const cancelJob = (workspaceId: string, id: string): Sql => ({
  text: `UPDATE training_job SET cancel_requested = true,
      status = CASE WHEN status = 'queued' OR lease_until <= now() THEN 'cancelled' ELSE status END,
      finished_at = CASE WHEN status = 'queued' OR lease_until <= now() THEN now() ELSE finished_at END
    WHERE workspace_id = $1 AND id = $2 AND status IN ('queued', 'running') RETURNING ${columns}`,
  values: [workspaceId, id],
});
