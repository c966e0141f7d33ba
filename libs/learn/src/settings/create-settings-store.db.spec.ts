import { randomUUID } from 'node:crypto';
import { modelSettingsSchema } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { type SettingsStore, createSettingsStore } from './create-settings-store';

const settings = (change: object) => modelSettingsSchema.parse(change);

describe.each(testDatabases())('the settings of models on $name', ({ open }) => {
  let database: Database;
  let store: SettingsStore;
  const workspace = async (): Promise<string> => {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, id] });
    return id;
  };
  beforeAll(async () => {
    database = await open();
    store = createSettingsStore(database);
  }, 60_000);
  afterAll(() => database.close());

  it('are defaults until somebody changes them', async () => {
    const report = await store.read(await workspace());
    expect(report).toMatchObject({ version: 0, changes: [] });
    expect(report.settings).toEqual(settings({}));
  });

  it('keep who changed what, the latest first', async () => {
    const id = await workspace();
    await store.save(id, settings({ gate: { intentLoss: 0.2 } }), { by: 'Robin', seen: 0 });
    await store.save(id, settings({ gate: { intentLoss: 0.2 }, automation: { risk: 0.01 } }), { by: 'Sam', seen: 1 });
    const { changes, version } = await store.read(id);
    expect(version).toBe(2);
    expect(changes.map(({ by, changed }) => [by, changed])).toEqual([
      ['Sam', [{ setting: 'automation.risk', from: 0.05, to: 0.01 }]],
      ['Robin', [{ setting: 'gate.intentLoss', from: 0.1, to: 0.2 }]],
    ]);
    expect((await store.readInForce(id)).automation.risk).toBe(0.01);
  });

  it('lose no change of two people who began from the same state', async () => {
    const id = await workspace();
    const save = (by: string, keepDays: number) => store.save(id, settings({ keepDays }), { by, seen: 0 });
    const outcomes = await Promise.allSettled([save('Robin', 10), save('Sam', 20), save('Kim', 30)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'settings-changed' });
    expect((await store.read(id)).changes).toHaveLength(1);
  });

  it('are one workspace’s own', async () => {
    const [mine, theirs] = [await workspace(), await workspace()];
    await store.save(theirs, settings({ keepDays: 1 }), { by: 'Robin', seen: 0 });
    expect((await store.read(mine)).version).toBe(0);
  });

  it('refuse what no rule can be', () => {
    for (const wrong of [
      { gate: { intentLoss: 1.5 } },
      { gate: { minimumTestRows: 0 } },
      { automation: { risk: 0.03 } },
      { keepDays: 0 },
    ])
      expect(modelSettingsSchema.safeParse(wrong).success).toBe(false);
  });
});
