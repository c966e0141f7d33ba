import type { ChangeStage, TrainingJob } from '@switchboard/contracts';
import type { ChangeDeps } from './run-change';

const pollMs = 1_000;

/** Waits for a job to end, and tells how far it is as a stage of the change. Throws the signal's reason. */
export async function followJob(
  workspaceId: string,
  begun: TrainingJob,
  stage: ChangeStage,
  { jobs, report, wait, signal }: Pick<ChangeDeps, 'jobs' | 'report' | 'wait' | 'signal'>,
): Promise<TrainingJob> {
  let job = begun;
  while (job.status === 'queued' || job.status === 'running') {
    await wait(pollMs);
    signal.throwIfAborted();
    job = await jobs.read(workspaceId, job.id);
    report({ stage, done: job.done, total: Math.max(1, job.total) });
  }
  return job;
}
