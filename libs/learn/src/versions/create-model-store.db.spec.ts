import { randomUUID } from 'node:crypto';
import { type Evaluation, modelSettingsSchema } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { type ModelStore, type NewModel, createModelStore } from './create-model-store';
import { type JobStore, createJobStore } from '../jobs/create-job-store';
import { type SettingsStore, createSettingsStore } from '../settings/create-settings-store';
import { promoteModel } from './promote-model';
import { readGate } from './read-gate';

const model = (hash: string): NewModel => ({
  hash,
  baseModel: 'base',
  method: 'head',
  datasetVersion: 1,
  datasetHash: 'd',
  codeVersion: '1',
  metrics: { heldOutAccuracy: 0.9 },
  replay: null,
  reference: null,
  trial: null,
});
const evaluation = (right: number): Evaluation => ({
  datasetVersion: 1,
  n: 100,
  accuracy: right / 100,
  macroF1: right / 100,
  ece: 0.02,
  automatic: 0.8,
  wrong: 0.01,
  intents: [{ intent: 'a', rows: 100, right }],
  bias: [],
  languages: [],
  risks: [],
  rows: [{ text: 't', intent: 'a', predicted: 'a', confidence: 0.9, threshold: 0.5, outside: false }],
});

describe.each(testDatabases())('the model store on $name', ({ open }) => {
  let database: Database;
  let models: ModelStore;
  let jobs: JobStore;
  let settings: SettingsStore;
  const workspace = async (): Promise<string> => {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, id] });
    return id;
  };
  const measured = async (workspaceId: string, hash: string, right: number): Promise<string> => {
    const id = await models.register(workspaceId, model(hash));
    await models.saveEvaluation(workspaceId, id, evaluation(right));
    return id;
  };
  const deps = () => ({ models, jobs, settings });
  const promote = (workspaceId: string, id: string, reason?: string) =>
    promoteModel(workspaceId, id, { by: 'Robin', ...(reason === undefined ? {} : { reason }) }, deps());
  beforeAll(async () => {
    database = await open();
    models = createModelStore(database);
    jobs = createJobStore(database);
    settings = createSettingsStore(database);
  }, 60_000);
  afterAll(() => database.close());

  it('promotes what passes the gate and goes back in one step, and back again', async () => {
    const id = await workspace();
    const [first, second] = [await measured(id, 'h1', 90), await measured(id, 'h2', 95)];
    await promote(id, first);
    await promote(id, second);
    expect((await models.readLive(id))?.id).toBe(second);
    expect(await models.rollBack(id, 'Robin')).toBe(first);
    expect((await models.readLive(id))?.id).toBe(first);
    await models.rollBack(id, 'Robin');
    expect((await models.readLive(id))?.id).toBe(second);
    expect((await models.listPromotions(id)).map(({ kind }) => kind)).toEqual([
      'rollback',
      'rollback',
      'promote',
      'promote',
    ]);
  });

  it('leaves the live model where it is when the gate is closed, and opens it for a reason, which it keeps', async () => {
    const id = await workspace();
    const [first, worse] = [await measured(id, 'h1', 90), await measured(id, 'h2', 80)];
    await promote(id, first);
    await expect(promote(id, worse)).rejects.toMatchObject({ code: 'gate-closed' });
    expect((await models.readLive(id))?.id).toBe(first);
    await promote(id, worse, 'the old shop is closed');
    expect((await models.readLive(id))?.id).toBe(worse);
    expect((await models.listPromotions(id))[0]).toMatchObject({ reason: 'the old shop is closed', by: 'Robin' });
  });

  it('says what is not measured yet, and lets nothing through that was not', async () => {
    const id = await workspace();
    const first = await measured(id, 'h1', 90);
    await promote(id, first);
    const second = await models.register(id, model('h2'));
    expect(await readGate(id, second, deps())).toEqual({ state: 'unmeasured', jobs: [] });
    await expect(promote(id, second, 'in a hurry')).rejects.toMatchObject({ code: 'unmeasured' });
    const job = await jobs.measure(id, { modelId: second, datasetVersion: 1, requestedBy: 'Robin' });
    expect(await readGate(id, second, deps())).toMatchObject({ state: 'unmeasured', jobs: [{ id: job?.id }] });
    await models.saveEvaluation(id, second, evaluation(95));
    expect(await readGate(id, second, deps())).toMatchObject({ state: 'measured', report: { passed: true } });
  });

  it('judges by the workspace’s own rules, or by rules that somebody tries', async () => {
    const id = await workspace();
    await promote(id, await measured(id, 'h1', 90));
    const worse = await measured(id, 'h2', 89);
    const passes = async (tried = {}) => {
      const gate = await readGate(id, worse, deps(), tried);
      return gate.state === 'measured' && gate.report.passed;
    };
    expect(await passes()).toBe(false);
    expect(await passes({ overallLoss: 0.02 })).toBe(true);
    await settings.save(id, modelSettingsSchema.parse({ gate: { overallLoss: 0.02 } }), { by: 'Robin', seen: 0 });
    expect(await passes()).toBe(true);
    expect(await passes({ minimumTestRows: 101 })).toBe(false);
  });

  it('shows how much is answered, and wrongly, at the risk that the workspace has chosen', async () => {
    const id = await workspace();
    const first = await models.register(id, model('h1'));
    const risks = [{ risk: 0.01, thresholds: { a: 0.95 } }];
    await models.saveEvaluation(id, first, { ...evaluation(90), risks });
    const automatic = async () => {
      const gate = await readGate(id, first, deps());
      return gate.state === 'measured' ? gate.report.candidate.automatic : null;
    };
    expect(await automatic()).toBe(1);
    await settings.save(id, modelSettingsSchema.parse({ automation: { risk: 0.01 } }), { by: 'Robin', seen: 0 });
    expect(await automatic()).toBe(0);
  });

  it('has nothing to go back to before the second model', async () => {
    const id = await workspace();
    await expect(models.rollBack(id, 'Robin')).rejects.toMatchObject({ code: 'nothing-to-roll-back' });
    await promote(id, await measured(id, 'h1', 90));
    await expect(models.rollBack(id, 'Robin')).rejects.toMatchObject({ code: 'nothing-to-roll-back' });
  });

  it('lists versions with how they did, without the messages', async () => {
    const id = await workspace();
    await measured(id, 'h1', 90);
    const [listed] = await models.list(id);
    expect(listed?.evaluation).toMatchObject({ accuracy: 0.9, intents: [{ intent: 'a' }] });
    expect(listed?.evaluation).not.toHaveProperty('rows');
    expect((await models.readEvaluation(id, listed?.id ?? '', 1))?.rows).toHaveLength(1);
  });

  it('takes the same artifact for the same version', async () => {
    const id = await workspace();
    expect(await models.register(id, model('same'))).toBe(await models.register(id, model('same')));
  });

  it('keeps a model out of the shadow of itself', async () => {
    const id = await workspace();
    const first = await measured(id, 'h1', 90);
    await models.setShadow(id, first);
    expect((await models.readShadow(id))?.id).toBe(first);
    await promote(id, first);
    expect(await models.readShadow(id)).toBeNull();
  });

  it('shows a workspace nothing of another, and moves no pointer to a model of another', async () => {
    const [mine, theirs] = [await workspace(), await workspace()];
    const foreign = await measured(theirs, 'h1', 90);
    await expect(models.read(mine, foreign)).rejects.toMatchObject({ code: 'model-not-found' });
    await expect(models.goLive(mine, foreign, { kind: 'promote', by: 'Robin' })).rejects.toMatchObject({
      code: 'model-not-found',
    });
    await expect(models.setShadow(mine, foreign)).rejects.toMatchObject({ code: 'model-not-found' });
    expect(await models.readEvaluation(mine, foreign, 1)).toBeNull();
    expect(await models.list(mine)).toEqual([]);
    expect(await models.readLive(mine)).toBeNull();
  });
});
