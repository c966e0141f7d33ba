import { randomUUID } from 'node:crypto';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { createJobStore } from '../jobs/create-job-store';
import { type ModelStore, createModelStore } from '../versions/create-model-store';
import { type ArchiveStore, createArchiveStore } from './create-archive-store';

const promote = { kind: 'promote' as const, by: 'Robin' };

describe.each(testDatabases())('old models on $name', ({ open }) => {
  let database: Database;
  let models: ModelStore;
  let archive: ArchiveStore;
  const workspace = async (): Promise<string> => {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, id] });
    return id;
  };
  /** A model that was trained so many days ago. */
  const trained = async (workspaceId: string, days: number, hash = randomUUID()): Promise<string> => {
    const id = await models.register(workspaceId, {
      hash,
      baseModel: 'base',
      method: 'head',
      datasetVersion: 1,
      datasetHash: 'd',
      codeVersion: '1',
      metrics: {},
      replay: null,
      reference: null,
      trial: null,
    });
    await database.query({
      text: `UPDATE model_version SET created_at = now() - $2 * interval '1 day' WHERE id = $1`,
      values: [id, days],
    });
    return id;
  };
  beforeAll(async () => {
    database = await open();
    models = createModelStore(database);
    archive = createArchiveStore(database);
  }, 60_000);
  afterAll(() => database.close());

  it('are archived when nothing points to them, and only then', async () => {
    const id = await workspace();
    const [old, older, previous, live, shadow, young] = [
      await trained(id, 40),
      await trained(id, 400),
      await trained(id, 50),
      await trained(id, 45),
      await trained(id, 60),
      await trained(id, 29),
    ];
    await models.goLive(id, previous, promote);
    await models.goLive(id, live, promote);
    await models.setShadow(id, shadow);
    expect((await archive.archiveModels(id, 30)).sort()).toEqual([old, older].sort());
    expect(await archive.archiveModels(id, 30)).toEqual([]);
    expect((await models.read(id, old)).archivedAt).not.toBeNull();
    expect((await models.read(id, young)).archivedAt).toBeNull();
    expect(await models.rollBack(id, 'Robin')).toBe(previous);
  });

  it('stay while they are being measured', async () => {
    const id = await workspace();
    const old = await trained(id, 40);
    const job = await createJobStore(database).measure(id, { modelId: old, datasetVersion: 1, requestedBy: 'Robin' });
    expect(await archive.archiveModels(id, 30)).toEqual([]);
    await createJobStore(database).cancel(id, job?.id ?? '');
    expect(await archive.archiveModels(id, 30)).toEqual([old]);
  });

  it('go live no more, and read along no more', async () => {
    const id = await workspace();
    const old = await trained(id, 40);
    await archive.archiveModels(id, 30);
    await expect(models.goLive(id, old, promote)).rejects.toMatchObject({ code: 'model-archived' });
    await expect(models.setShadow(id, old)).rejects.toMatchObject({ code: 'model-archived' });
    expect(
      await createJobStore(database).measure(id, { modelId: old, datasetVersion: 1, requestedBy: 'R' }),
    ).toBeNull();
  });

  it('are either promoted or archived when both happen at once, never both', async () => {
    for (let round = 0; round < 10; round++) {
      const id = await workspace();
      const old = await trained(id, 40);
      const [promoted] = await Promise.allSettled([models.goLive(id, old, promote), archive.archiveModels(id, 30)]);
      const isLive = (await models.readLive(id))?.id === old;
      expect(isLive).toBe(promoted?.status === 'fulfilled');
      expect((await models.read(id, old)).archivedAt === null).toBe(isLive);
    }
  });

  it('keep their files as long as one workspace needs them', async () => {
    const [mine, theirs] = [await workspace(), await workspace()];
    const hash = randomUUID();
    await trained(mine, 40, hash);
    await trained(theirs, 1, hash);
    await archive.archiveModels(mine, 30);
    expect(await archive.listArchived()).not.toContain(hash);
    await archive.archiveModels(theirs, 0.5);
    expect(await archive.listArchived()).toContain(hash);
  });
});
