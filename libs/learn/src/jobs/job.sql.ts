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
  finished_at: Date | null;
}

const columns = `id, workspace_id, kind, dataset_version, method, status, stage, done, total, points, error, model_id,
  attempts, requested_by, created_at, finished_at`;

export const insertJob = (
  workspaceId: string,
  job: Pick<JobRecord, 'id' | 'kind' | 'dataset_version' | 'method' | 'requested_by'>,
): Sql => ({
  text: `INSERT INTO training_job (id, workspace_id, kind, dataset_version, method, requested_by)
    VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`,
  values: [job.id, workspaceId, job.kind, job.dataset_version, job.method, job.requested_by],
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
      stage = '', done = 0, total = 0, lease_until = now() + $2 * interval '1 millisecond'
    WHERE id = (
      SELECT id FROM training_job WHERE NOT cancel_requested
        AND (status = 'queued' OR (status = 'running' AND (lease_until < now() OR ($3 AND lease_owner <> $1))))
        AND NOT EXISTS (SELECT 1 FROM training_job WHERE status = 'running' AND lease_until >= now()
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
  text: `UPDATE training_job SET status = $3, error = $4, model_id = $5, report = $6, finished_at = now()
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
      status = CASE WHEN status = 'queued' OR lease_until < now() THEN 'cancelled' ELSE status END,
      finished_at = CASE WHEN status = 'queued' OR lease_until < now() THEN now() ELSE finished_at END
    WHERE workspace_id = $1 AND id = $2 AND status IN ('queued', 'running') RETURNING ${columns}`,
  values: [workspaceId, id],
});
