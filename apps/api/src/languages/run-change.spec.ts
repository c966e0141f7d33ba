import type { TrainingJob } from '@switchboard/contracts';
import type { ChangeProgress, ClaimedChange } from '@switchboard/workspace';
import { fakeEncoder } from '@switchboard/testing';
import { type ChangeDeps, changeTrainer, runChange } from './run-change';

const change: ClaimedChange = {
  workspaceId: 'shop',
  languages: ['en', 'zh'],
  encoder: 'large',
  stage: 'encoder',
  done: 0,
  total: 0,
  error: null,
  requestedBy: 'Robin',
  createdAt: '2026-11-27T00:00:00.000Z',
};
const job = (fields: Partial<TrainingJob>): TrainingJob => ({
  id: 'job',
  kind: 'train',
  datasetVersion: 2,
  method: 'head',
  status: 'queued',
  stage: '',
  done: 0,
  total: 0,
  points: [],
  error: null,
  modelId: null,
  requestedBy: changeTrainer,
  createdAt: '2026-11-27T00:01:00.000Z',
  startedAt: null,
  finishedAt: null,
  ...fields,
});

describe('a change of languages', () => {
  const happened: string[] = [];
  const reported: ChangeProgress[] = [];
  let jobs: TrainingJob[] = [];
  let live: string | null = 'small';
  let packRows = 9;
  beforeEach(() => {
    happened.length = reported.length = 0;
    jobs = [];
    live = 'small';
    packRows = 9;
  });

  const deps = (over: Partial<ChangeDeps> = {}): ChangeDeps => ({
    languages: { complete: async (_, space) => (happened.push(`serves ${space.split('/')[0]}`), true) },
    encoders: { open: async (name) => ({ ...fakeEncoder(), name, space: `${name}@1` }) },
    knowledge: {
      countFilled: async () => ({ filled: 0, total: 0 }),
      listUnfilled: async () => (happened.push('passages'), []),
    } as never,
    models: {
      readLive: async () => (live === null ? null : ({ baseModel: live } as never)),
      read: async () => ({}) as never,
      goLive: async (_, id) => void happened.push(`live ${id}`),
    },
    jobs: {
      list: async () => jobs,
      read: async () => (jobs = [job({ status: 'done', modelId: 'model-2' })])[0] as TrainingJob,
    },
    addPackPart: async () => (happened.push('pack'), { rows: packRows }),
    startTraining: async () => (happened.push('training'), job({})),
    report: (step) => void reported.push(step),
    wait: async () => undefined,
    signal: new AbortController().signal,
    ...over,
  });

  it('embeds, trains, embeds what came meanwhile, and then switches model and languages', async () => {
    expect(await runChange(change, deps())).toBe('switched');
    expect(happened).toEqual(['pack', 'passages', 'training', 'passages', 'live model-2', 'serves large@1']);
    expect(reported.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['encoder', 'passages', 'training', 'switch']),
    );
  });

  it('follows the training that it had begun before it was stopped', async () => {
    jobs = [job({ status: 'running' })];
    await runChange(change, deps());
    expect(happened).not.toContain('training');
    expect(happened).toContain('live model-2');
  });

  it('takes no training of a person, nor one of an earlier wish, for its own', async () => {
    jobs = [job({ requestedBy: 'Robin' }), job({ createdAt: '2026-11-26T00:00:00.000Z', status: 'done' })];
    await runChange(change, deps());
    expect(happened).toContain('training');
  });

  it('trains nothing where nothing was trained, or the same encoder reads no new rows', async () => {
    live = null;
    await runChange(change, deps());
    [live, packRows] = ['large', 0];
    await runChange(change, deps());
    expect(happened).not.toContain('training');
    expect(happened.filter((step) => step === 'serves large@1')).toHaveLength(2);
  });

  it('leaves everything as it was when the training fails, and says why', async () => {
    const read = async () => job({ status: 'failed', error: 'The disk is full.' });
    await expect(runChange(change, deps({ jobs: { list: async () => [], read } }))).rejects.toThrow(
      'The disk is full.',
    );
    expect(happened.join()).not.toMatch(/live|serves/);
  });

  it('stopped during the training, it switches nothing', async () => {
    const stop = new AbortController();
    const wait = async (): Promise<void> => stop.abort();
    await expect(runChange(change, deps({ wait, signal: stop.signal }))).rejects.toThrow();
    expect(happened.join()).not.toMatch(/live|serves/);
  });
});
