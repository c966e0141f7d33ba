import type { Evaluation } from '@switchboard/contracts';
import type { ClaimedJob, JobEnding } from './create-job-store';
import { type TrainingWorkerDeps, createTrainingWorker } from './create-training-worker';
import { explainExit, explainFailure } from './explain-failure';
import type { TrainedModel, TrainingTask } from './task';

const job = (attempts = 1): ClaimedJob => ({
  id: '1',
  workspaceId: 'w',
  kind: 'train',
  datasetVersion: 1,
  method: 'head',
  status: 'running',
  stage: '',
  done: 0,
  total: 0,
  points: [],
  error: null,
  modelId: null,
  attempts,
  requestedBy: 'Robin',
  createdAt: '',
  startedAt: null,
  finishedAt: null,
});

/** A worker with one job; gives how it ended, and what was reported last. */
async function workOff(run: TrainingWorkerDeps['run'], attempts = 1) {
  const waiting = [job(attempts)];
  const ended: JobEnding[] = [];
  const renewed: { points: unknown[] }[] = [];
  const worker = createTrainingWorker(
    {
      jobs: {
        claim: async () => waiting.shift() ?? null,
        renew: async (_job, _owner, progress) => (renewed.push(progress), 'go-on'),
        end: async (_job, _owner, ending) => void ended.push(ending),
      },
      prepare: async () => ({}) as TrainingTask,
      run,
      keep: async () => 'm1',
      onError: () => undefined,
    },
    { processId: 'p' },
  );
  worker.start({ everything: true });
  await new Promise((later) => setTimeout(later, 20));
  await worker.stop();
  return { ended, last: renewed.at(-1) };
}

describe('createTrainingWorker', () => {
  it('keeps the model, with the points of its curve', async () => {
    const { ended, last } = await workOff(async (_id, _task, { onProgress }) => {
      onProgress({ stage: 'fit', done: 0, total: 2, point: { stage: 'fit', loss: 2 } });
      onProgress({ stage: 'fit', done: 1, total: 2, point: { stage: 'fit', loss: 1 } });
      return { kind: 'trained', model: {} as TrainedModel };
    });
    expect(ended).toEqual([{ status: 'done', modelId: 'm1' }]);
    expect(last?.points).toEqual([
      { stage: 'fit', step: 0, loss: 2 },
      { stage: 'fit', step: 1, loss: 1 },
    ]);
  });

  it('thins a long curve, the latest points included', async () => {
    const { last } = await workOff(async (_id, _task, { onProgress }) => {
      for (let step = 0; step < 1_000; step++)
        onProgress({ stage: 'fit', done: step, total: 1_000, point: { stage: 'fit', loss: step } });
      return { kind: 'cancelled' };
    });
    expect(last?.points.length).toBeLessThanOrEqual(400);
    expect(last?.points.at(-1)).toMatchObject({ loss: 999 });
  });

  it('keeps how a model did that was measured', async () => {
    const { ended } = await workOff(async () => ({ kind: 'measured', evaluation: {} as Evaluation }));
    expect(ended).toEqual([{ status: 'done', modelId: 'm1' }]);
  });

  it('says why a training failed', async () => {
    const { ended } = await workOff(async () => ({ kind: 'failed', reason: 'The disk is full.' }));
    expect(ended).toEqual([{ status: 'failed', error: 'The disk is full.' }]);
  });

  it('gives a training up that takes its desk down again and again', async () => {
    const { ended } = await workOff(async () => ({ kind: 'trained', model: {} as TrainedModel }), 4);
    expect(ended).toEqual([{ status: 'failed', error: expect.stringContaining('3 times') }]);
  });

  it('leaves a running training to the next desk when this one stops', async () => {
    const { ended } = await workOff(
      (_id, _task, { signal }) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'cancelled' }))),
    );
    expect(ended).toEqual([]);
  });
});

describe('explainFailure', () => {
  it('has plain words for a full disk, rows that cannot be trained on, and a killed process', () => {
    expect(explainFailure(Object.assign(new Error('write'), { code: 'ENOSPC' }))).toContain('The disk is full');
    expect(explainFailure(Object.assign(new Error('one intent'), { code: 'untrainable-data' }))).toContain(
      'one intent',
    );
    expect(explainExit(null, 'SIGKILL')).toContain('memory ran out');
  });
});
