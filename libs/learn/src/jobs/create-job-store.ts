import { randomUUID } from 'node:crypto';
import type { Findings, StartJob, TrainingJob, TrainingMethod } from '@switchboard/contracts';
import { type Database, holdLock } from '@switchboard/db';
import { expectSeconds } from './expect-seconds';
import * as sql from './job.sql';

/** No such training in this workspace. */
export class JobNotFoundError extends Error {
  readonly code = 'job-not-found';
  constructor(readonly jobId: string) {
    super(`there is no training ${jobId}`);
  }
}

/** A job in the hands of a process. */
export interface ClaimedJob extends TrainingJob {
  workspaceId: string;
  attempts: number;
}

export type JobEnding =
  | { status: 'done'; modelId?: string; findings?: Findings }
  | { status: 'failed'; error: string }
  | { status: 'cancelled' };

const jobsShown = 20;
const durationsRead = 10;

/** Trainings and checks: what waits, what runs and how it goes, what came of it. */
export function createJobStore(database: Database) {
  return {
    async add(
      workspaceId: string,
      job: { kind: StartJob['kind']; method: TrainingMethod; datasetVersion: number; requestedBy: string },
    ): Promise<TrainingJob> {
      const [row] = await database.query<sql.JobRecord>(
        sql.insertJob(workspaceId, {
          id: randomUUID(),
          kind: job.kind,
          method: job.method,
          dataset_version: job.datasetVersion,
          requested_by: job.requestedBy,
        }),
      );
      return toJob(row as sql.JobRecord);
    },
    /** Begins to measure a model on a version's test part, or finds who does; null for a model that has no files. */
    async measure(
      workspaceId: string,
      { modelId, datasetVersion, requestedBy }: { modelId: string; datasetVersion: number; requestedBy: string },
    ): Promise<TrainingJob | null> {
      const job = { id: randomUUID(), model_id: modelId, dataset_version: datasetVersion, requested_by: requestedBy };
      const [row] = await database.query<sql.JobRecord>(sql.insertMeasure(workspaceId, job));
      return row === undefined ? null : toJob(row);
    },
    async readMeasure(workspaceId: string, modelId: string, datasetVersion: number): Promise<TrainingJob | null> {
      const [row] = await database.query<sql.JobRecord>(sql.selectLatestMeasure(workspaceId, modelId, datasetVersion));
      return row === undefined ? null : toJob(row);
    },
    /** What a training of so much will about take, by method. */
    async expectSeconds(
      workspaceId: string,
      size: { rows: number; intents: number },
    ): Promise<Record<TrainingMethod, number>> {
      const earlier = await database.query<sql.DurationRecord>(sql.selectDurations(workspaceId, durationsRead));
      return { head: expectSeconds('head', size, earlier), finetune: expectSeconds('finetune', size, earlier) };
    },
    /** Newest first. */
    list: async (workspaceId: string): Promise<TrainingJob[]> =>
      (await database.query<sql.JobRecord>(sql.selectJobs(workspaceId, jobsShown))).map(toJob),
    /** Throws JobNotFoundError. */
    async read(workspaceId: string, id: string): Promise<TrainingJob> {
      const [row] = await database.query<sql.JobRecord>(sql.selectJob(workspaceId, id));
      if (row === undefined) throw new JobNotFoundError(id);
      return toJob(row);
    },
    /** Of the latest check that ended well. */
    async readFindings(workspaceId: string): Promise<{ job: TrainingJob; findings: Findings } | null> {
      const [row] = await database.query<sql.CheckRecord>(sql.selectLatestCheck(workspaceId));
      return row === undefined ? null : { job: toJob(row), findings: { ...row.report, leaks: row.report.leaks ?? [] } };
    },
    /** Asks a job to stop; one that has ended stays as it is. Throws JobNotFoundError. */
    async cancel(workspaceId: string, id: string): Promise<TrainingJob> {
      const [row] = await database.query<sql.JobRecord>(sql.cancelJob(workspaceId, id));
      return row === undefined ? this.read(workspaceId, id) : toJob(row);
    },

    /** The next job for this process, or null. With `everything` also one that another process, now gone, had in hand. */
    claim: (owner: string, { leaseMs, everything = false }: { leaseMs: number; everything?: boolean }) =>
      database.transaction(async (tx): Promise<ClaimedJob | null> => {
        await holdLock(tx, 'training');
        const [row] = await tx.query<sql.JobRecord>(sql.claimJob(owner, leaseMs, everything));
        return row === undefined ? null : { ...toJob(row), workspaceId: row.workspace_id, attempts: row.attempts };
      }),
    /** `stop`: somebody cancelled it; `lost`: it is no longer this process's. */
    async renew(
      { id }: ClaimedJob,
      owner: string,
      { leaseMs, ...progress }: Pick<TrainingJob, 'stage' | 'done' | 'total' | 'points'> & { leaseMs: number },
    ): Promise<'go-on' | 'stop' | 'lost'> {
      const [row] = await database.query<{ cancel_requested: boolean }>(sql.renewJob(id, owner, leaseMs, progress));
      if (row === undefined) return 'lost';
      return row.cancel_requested ? 'stop' : 'go-on';
    },
    async end({ id }: ClaimedJob, owner: string, ending: JobEnding): Promise<void> {
      await database.query(
        sql.endJob(id, owner, {
          status: ending.status,
          error: ending.status === 'failed' ? ending.error : null,
          modelId: ending.status === 'done' ? (ending.modelId ?? null) : null,
          report: ending.status === 'done' ? (ending.findings ?? null) : null,
        }),
      );
    },
  };
}

export type JobStore = ReturnType<typeof createJobStore>;

function toJob(record: sql.JobRecord): TrainingJob {
  return {
    id: record.id,
    kind: record.kind,
    datasetVersion: record.dataset_version,
    method: record.method,
    status: record.status,
    stage: record.stage,
    done: record.done,
    total: record.total,
    points: record.points,
    error: record.error,
    modelId: record.model_id,
    requestedBy: record.requested_by,
    createdAt: record.created_at.toISOString(),
    startedAt: record.started_at?.toISOString() ?? null,
    finishedAt: record.finished_at?.toISOString() ?? null,
  };
}
