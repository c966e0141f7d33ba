import type { TrainingPoint } from '@switchboard/contracts';
import type { ClaimedJob, JobEnding, JobStore } from './create-job-store';
import type { TrainingOutcome } from './start-training-process';
import type { TaskProgress, TrainingTask } from './task';

export interface TrainingWorkerDeps {
  jobs: Pick<JobStore, 'claim' | 'renew' | 'end'>;
  /** What the process needs, read when it starts. */
  prepare(job: ClaimedJob): Promise<TrainingTask>;
  run(
    id: string,
    task: TrainingTask,
    options: { signal: AbortSignal; onProgress(progress: TaskProgress): void },
  ): Promise<TrainingOutcome>;
  /** Stores a model, or how one did; returns the model's id. */
  keep(job: ClaimedJob, outcome: KeptOutcome): Promise<string>;
  onError(error: unknown): void;
}

export type KeptOutcome = Extract<TrainingOutcome, { kind: 'trained' | 'measured' }>;

const leaseMs = 15_000;
const heartbeatMs = 1_000;
const pollMs = 5_000;
/** A job whose desk was killed is taken up again so often. */
const tries = 3;
/** A curve of more points shows nothing more. */
const pointsKept = 400;

/** Works off trainings, one at a time over all processes of an installation. */
export function createTrainingWorker(deps: TrainingWorkerDeps, { processId }: { processId: string }) {
  const { jobs, onError } = deps;
  let stopping: AbortController | null = null;
  let busy: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  /** Takes what waits, until nothing does. Calls while it works are no more than that. */
  function wake(everything = false): void {
    if (busy !== null || stopping?.signal.aborted) return;
    busy = workOff(everything)
      .catch(onError)
      .finally(() => (busy = null));
  }

  async function workOff(everything: boolean): Promise<void> {
    while (!stopping?.signal.aborted) {
      const job = await jobs.claim(processId, { leaseMs, everything });
      if (job === null) return;
      const ending = await work(job).catch((error: unknown): JobEnding => {
        onError(error);
        return { status: 'failed', error: error instanceof Error ? error.message : String(error) };
      });
      // On the way out the job stays as it is: the next desk takes it up.
      if (ending !== null) await jobs.end(job, processId, ending);
    }
  }

  async function work(job: ClaimedJob): Promise<JobEnding | null> {
    if (job.attempts > tries)
      return { status: 'failed', error: `The desk stopped ${tries} times during this training. It was given up.` };
    const cancel = new AbortController();
    const stop = (): void => cancel.abort();
    stopping?.signal.addEventListener('abort', stop);
    const progress = { stage: '', done: 0, total: 0, points: [] as TrainingPoint[] };
    const beat = setInterval(() => {
      jobs.renew(job, processId, { ...progress, leaseMs }).then((answer) => answer !== 'go-on' && stop(), onError);
    }, heartbeatMs);
    try {
      const outcome = await deps.run(job.id, await deps.prepare(job), {
        signal: cancel.signal,
        onProgress: ({ point, ...step }) => {
          Object.assign(progress, step);
          if (point !== undefined) progress.points = addPoint(progress.points, point);
        },
      });
      if (stopping?.signal.aborted) return null;
      await jobs.renew(job, processId, { ...progress, leaseMs });
      return await endingOf(job, outcome);
    } finally {
      clearInterval(beat);
      stopping?.signal.removeEventListener('abort', stop);
    }
  }

  async function endingOf(job: ClaimedJob, outcome: TrainingOutcome): Promise<JobEnding> {
    switch (outcome.kind) {
      case 'trained':
      case 'measured':
        return { status: 'done', modelId: await deps.keep(job, outcome) };
      case 'checked':
        return { status: 'done', findings: outcome.findings };
      case 'cancelled':
        return { status: 'cancelled' };
      case 'failed':
        return { status: 'failed', error: outcome.reason };
    }
  }

  return {
    /** `everything`: what another process left behind needs no waiting for its lease (an embedded database). */
    start({ everything }: { everything: boolean }): void {
      stopping = new AbortController();
      timer = setInterval(wake, pollMs);
      wake(everything);
    },
    wake: () => wake(),
    /** Ends a running training; it goes on, from its checkpoint, when a desk is there again. */
    async stop(): Promise<void> {
      clearInterval(timer);
      stopping?.abort();
      await busy;
    },
  };
}

/** A long curve is thinned to every second point. */
function addPoint(points: TrainingPoint[], point: Omit<TrainingPoint, 'step'>): TrainingPoint[] {
  const step = (points.at(-1)?.step ?? -1) + 1;
  const all = [...points, { ...point, step }];
  return all.length > pointsKept ? all.filter((_, index) => index % 2 === 1) : all;
}
