import type { Gate, GateCheck, TrainingJob } from '@switchboard/contracts';
import type { ChangeProgress, ClaimedChange } from '@switchboard/workspace';
import { fakeEncoder } from '@switchboard/testing';
import { changeTrainer } from './change-trainer';
import { type ChangeDeps, runChange } from './run-change';

const change: ClaimedChange = {
  workspaceId: 'shop',
  languages: ['en', 'zh'],
  encoder: 'large',
  stage: 'encoder',
  done: 0,
  total: 0,
  error: null,
  reason: null,
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

/** The gate of a candidate that was measured in English and Chinese. */
const gateOf = (...failed: GateCheck['rule'][]): Gate => ({
  state: 'measured',
  report: {
    passed: failed.length === 0,
    checks: failed.map((rule) => ({ rule, passed: false, value: 12, bound: 30, intents: [] })),
    candidate: { n: 12, languages: ['en', 'zh'].map((language) => ({ language, rows: 6, right: 6 })) } as never,
    live: null,
  },
});

describe('a change of languages', () => {
  const happened: string[] = [];
  const reported: ChangeProgress[] = [];
  let jobs: TrainingJob[] = [];
  let live: string | null = 'small';
  let packRows = 9;
  let gate: Gate = gateOf();
  let reason: string | undefined;
  beforeEach(() => {
    gate = gateOf();
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
      goLive: async (_, id, how) => {
        happened.push(`live ${id}`);
        reason = how.reason;
      },
    },
    gate: {
      read: async () => gate,
      measure: async () => (happened.push('measure'), []),
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
    expect(happened).toEqual(['pack', 'passages', 'training', 'measure', 'passages', 'live model-2', 'serves large@1']);
    expect(reported.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['encoder', 'passages', 'training', 'gate', 'switch']),
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

  it('switches nothing when the gate is closed, and says by which rule', async () => {
    gate = gateOf('no-language-loses');
    await expect(runChange(change, deps())).rejects.toThrow(/no-language-loses/);
    expect(happened.join()).not.toMatch(/live|serves/);
  });

  it('goes through a closed gate with a reason, which is kept', async () => {
    gate = gateOf('overall-not-worse');
    await runChange({ ...change, reason: 'Chinese matters more' }, deps());
    expect(reason).toBe('languages: en, zh; Chinese matters more');
  });

  it('goes on where nothing can be judged, and says so', async () => {
    gate = gateOf('has-test-part', 'overall-not-worse');
    await runChange(change, deps());
    expect(reason).toMatch(/not judged: 12 messages/);
    gate = { state: 'unmeasured', jobs: [] };
    const failed = { read: async () => gate, measure: async () => [job({ status: 'failed', error: 'corrupt' })] };
    await runChange(change, deps({ gate: failed }));
    expect(reason).toMatch(/not judged: corrupt/);
    gate = gateOf();
    await runChange({ ...change, languages: ['en', 'de'] }, deps());
    expect(reason).toMatch(/passed the gate; not measured: de/);
  });

  it('stopped during the training, it switches nothing', async () => {
    const stop = new AbortController();
    const wait = async (): Promise<void> => stop.abort();
    await expect(runChange(change, deps({ wait, signal: stop.signal }))).rejects.toThrow();
    expect(happened.join()).not.toMatch(/live|serves/);
  });
});
