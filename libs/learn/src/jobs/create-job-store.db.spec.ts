import { randomUUID } from 'node:crypto';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { type JobStore, createJobStore } from './create-job-store';

const leaseMs = 60_000;
const nothing = { stage: 'fit', done: 1, total: 2, points: [] };

describe.each(testDatabases())('the job store on $name', ({ open }) => {
  let database: Database;
  let jobs: JobStore;
  let [mine, theirs] = ['', ''];
  const workspace = async (): Promise<string> => {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, id] });
    return id;
  };
  const model = async (workspaceId: string): Promise<string> => {
    const id = randomUUID();
    await database.query({
      text: `INSERT INTO model_version (id, workspace_id, kind, artifact_hash, dataset_hash, base_model, code_version,
        metrics) VALUES ($1, $2, 'intents', $3, 'd', 'base', '1', '{}')`,
      values: [id, workspaceId, id],
    });
    return id;
  };
  const add = (workspaceId = mine) =>
    jobs.add(workspaceId, { kind: 'train', method: 'head', datasetVersion: 1, requestedBy: 'Robin' });
  beforeAll(async () => {
    database = await open();
    jobs = createJobStore(database);
  }, 60_000);
  beforeEach(async () => {
    await database.query({ text: 'DELETE FROM training_job', values: [] });
    [mine, theirs] = [await workspace(), await workspace()];
  });
  afterAll(() => database.close());

  it('hands out one job at a time over all processes, the oldest first', async () => {
    const [first] = [await add(), await add(theirs)];
    const claimed = await Promise.all([jobs.claim('a', { leaseMs }), jobs.claim('b', { leaseMs })]);
    expect(claimed.filter((job) => job !== null).map(({ id }) => id)).toEqual([first.id]);
  });

  it('takes up what a process left behind when its lease is over, and counts the tries', async () => {
    const { id } = await add();
    await jobs.claim('gone', { leaseMs: -1 });
    const again = await jobs.claim('here', { leaseMs });
    expect(again).toMatchObject({ id, attempts: 2, workspaceId: mine });
  });

  it('need not wait for a lease on an embedded database', async () => {
    await add();
    await jobs.claim('gone', { leaseMs });
    expect(await jobs.claim('here', { leaseMs })).toBeNull();
    expect(await jobs.claim('here', { leaseMs, everything: true })).toMatchObject({ status: 'running' });
  });

  it('cancels what waits at once, and tells the process of what runs', async () => {
    const [running, waiting] = [await add(), await add()];
    const job = await jobs.claim('a', { leaseMs });
    if (job === null) throw new Error('nothing was claimed');
    expect(await jobs.renew(job, 'a', { ...nothing, leaseMs })).toBe('go-on');
    expect(await jobs.cancel(mine, waiting.id)).toMatchObject({ status: 'cancelled' });
    expect(await jobs.cancel(mine, running.id)).toMatchObject({ status: 'running' });
    expect(await jobs.renew(job, 'a', { ...nothing, leaseMs })).toBe('stop');
    await jobs.end(job, 'a', { status: 'cancelled' });
    expect(await jobs.read(mine, running.id)).toMatchObject({ status: 'cancelled', stage: 'fit' });
    expect(await jobs.cancel(mine, running.id)).toMatchObject({ status: 'cancelled' });
  });

  it('lets nobody but its owner report on a job', async () => {
    const { id } = await add();
    const job = await jobs.claim('gone', { leaseMs: -1 });
    if (job === null) throw new Error('nothing was claimed');
    await jobs.claim('here', { leaseMs });
    expect(await jobs.renew(job, 'gone', { ...nothing, leaseMs })).toBe('lost');
    await jobs.end(job, 'gone', { status: 'failed', error: 'late' });
    expect(await jobs.read(mine, id)).toMatchObject({ status: 'running', error: null });
  });

  it('measures a model on a version once at a time, also when several ask at once', async () => {
    const modelId = await model(mine);
    const measure = () => jobs.measure(mine, { modelId, datasetVersion: 1, requestedBy: 'Robin' });
    const asked = await Promise.all([measure(), measure(), measure()]);
    expect(new Set(asked.map((job) => job?.id)).size).toBe(1);
    const job = await jobs.claim('a', { leaseMs });
    expect(job).toMatchObject({ kind: 'measure', modelId });
    expect((await measure())?.id).toBe(job?.id);
    if (job === null) throw new Error('nothing was claimed');
    await jobs.end(job, 'a', { status: 'failed', error: 'the disk is full' });
    expect(await jobs.readMeasure(mine, modelId, 1)).toMatchObject({ status: 'failed', modelId });
    expect((await measure())?.id).not.toBe(job.id);
    expect(await jobs.measure(theirs, { modelId, datasetVersion: 1, requestedBy: 'Robin' })).toBeNull();
  });

  it('shows a workspace nothing of another, and cancels nothing of another', async () => {
    const { id } = await add(theirs);
    await expect(jobs.read(mine, id)).rejects.toMatchObject({ code: 'job-not-found' });
    await expect(jobs.cancel(mine, id)).rejects.toMatchObject({ code: 'job-not-found' });
    expect(await jobs.list(mine)).toEqual([]);
    expect(await jobs.read(theirs, id)).toMatchObject({ status: 'queued' });
  });
});
