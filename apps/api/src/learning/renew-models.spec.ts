import type { StartJob, TrainingJob } from '@switchboard/contracts';
import { ArtifactCorruptError, ArtifactFormatError, ArtifactMissingError } from '@switchboard/models';
import { type RenewalDeps, createRenewal, renewer } from './renew-models';

const trainingJob = (fields: Partial<TrainingJob> = {}): TrainingJob => ({
  id: 'job',
  kind: 'train',
  datasetVersion: 3,
  method: 'head',
  status: 'queued',
  stage: '',
  done: 0,
  total: 0,
  points: [],
  error: null,
  modelId: null,
  requestedBy: renewer,
  createdAt: new Date().toISOString(),
  startedAt: null,
  finishedAt: null,
  ...fields,
});

describe('a live model that cannot be used', () => {
  let live: string;
  let jobs: TrainingJob[];
  let started: StartJob[];
  let archived: string[];
  let promoted: { by: string; at: string; reason?: string }[];
  let fault: Error | null;
  let space: string;
  let isChanging: boolean;
  beforeEach(() => {
    [live, jobs, started, archived] = ['old', [], [], []];
    promoted = [{ by: 'switchboard', at: '2026-01-01T00:00:00.000Z' }];
    [fault, space, isChanging] = [new ArtifactFormatError('/artifacts/old', 3), 'large@1', false];
  });

  const desk = () =>
    createRenewal({
      models: {
        readLive: async () => ({ id: live, hash: live, datasetVersion: 3 }),
        listPromotions: async () => promoted,
        goLive: async (_: string, id: string, how: { by: string; reason?: string }) => {
          live = id;
          promoted.unshift({ ...how, at: new Date(Date.now() + 1).toISOString() });
        },
      } as unknown as RenewalDeps['models'],
      jobs: { list: async () => jobs },
      archive: { archiveModel: async (_, id) => void archived.push(id) },
      openModel: async (_, hash) => {
        if (hash === 'old' && fault !== null) throw fault;
        return { card: { encoder: { space: 'large@1' } } } as never;
      },
      encoderOf: async () => ({ space }),
      isChanging: async () => isChanging,
      startJob: async (_, job) => {
        started.push(job);
        jobs.unshift(trainingJob());
        return jobs[0] as TrainingJob;
      },
      listWorkspaces: async () => [{ id: 'w', slug: 'shop' }],
      onError: (error) => {
        throw error;
      },
    });
  const end = (fields: Partial<TrainingJob>): void => {
    jobs = [{ ...(jobs[0] as TrainingJob), finishedAt: new Date().toISOString(), ...fields }];
  };

  it('is trained again on its own data, replaced, and archived; meanwhile it is said', async () => {
    const renewal = desk();
    await renewal.run();
    expect(started).toMatchObject([{ kind: 'train', method: 'head', datasetVersion: 3 }]);
    expect(renewal.read('w')).toMatchObject({ fault: 'format', job: { status: 'queued' } });
    expect(renewal.part()).toMatchObject({ state: 'loading', detail: expect.stringMatching(/shop.*another version/) });
    await renewal.run();
    expect(started).toHaveLength(1);
    end({ status: 'done', modelId: 'new' });
    await renewal.run();
    expect({ live, archived }).toEqual({ live: 'new', archived: ['old'] });
    expect(promoted[0]).toMatchObject({ by: renewer, reason: expect.stringMatching(/another version/) });
    expect(renewal.part()).toBeNull();
    expect(renewal.read('w')).toBeNull();
  });

  it('whose desk was killed is followed by the next one to its end', async () => {
    await desk().run();
    end({ status: 'done', modelId: 'new' });
    await desk().run();
    expect({ live, started: started.length }).toEqual({ live: 'new', started: 1 });
  });

  it('whose training failed is shown with the reason, and tried once more at the next start', async () => {
    const first = desk();
    await first.run();
    end({ status: 'failed', error: 'The disk is full.' });
    await first.run();
    expect(first.part()).toMatchObject({ state: 'warning', detail: expect.stringContaining('The disk is full.') });
    expect(started).toHaveLength(1);
    await new Promise((later) => setTimeout(later, 5));
    await desk().run();
    expect(started).toHaveLength(2);
  });

  it.each([
    ['corrupt', new ArtifactCorruptError('/artifacts/old', 'hidden.f32 was changed')],
    ['missing', new ArtifactMissingError('/artifacts/old', 'model.json cannot be read')],
  ])('because it is %s is replaced as well', async (name, error) => {
    fault = error;
    const renewal = desk();
    await renewal.run();
    expect(renewal.read('w')?.fault).toBe(name);
    expect(started).toHaveLength(1);
  });

  it('is not replaced for ever by desks that share no folder of artifacts', async () => {
    fault = new ArtifactMissingError('/artifacts/old', 'model.json cannot be read');
    promoted.unshift({ by: renewer, at: '2026-01-02T00:00:00.000Z' });
    const renewal = desk();
    await renewal.run();
    expect(started).toEqual([]);
    expect(renewal.part()).toMatchObject({ state: 'warning' });
  });

  it('because it reads another encoder’s vectors is replaced when that is so for two looks', async () => {
    [fault, space] = [null, 'large@2'];
    const renewal = desk();
    await renewal.run();
    expect(started).toEqual([]);
    await renewal.run();
    expect(started).toHaveLength(1);
  });

  it('is left to a change of languages that is under way', async () => {
    isChanging = true;
    await desk().run();
    expect(started).toEqual([]);
  });

  it('is none when the desk only cannot look: the encoder is not there, or the disk does not answer', async () => {
    fault = new Error('EMFILE');
    await desk().run();
    expect(started).toEqual([]);
  });
});
