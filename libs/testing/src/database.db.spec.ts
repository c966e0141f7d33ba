import { testDatabases } from './test-databases';

import { type Database, MigrationEditedError, migrate, readMigrations } from '@switchboard/db';

describe.each(testDatabases())('a database on $name', ({ open, openEmpty }) => {
  let database: Database;
  beforeAll(async () => void (database = await open()), 60_000);
  afterAll(() => database.close());

  const secrets = () =>
    database.query<{ name: string }>({ text: 'SELECT name FROM installation_secret ORDER BY name', values: [] });
  const insert = (name: string) => ({
    text: 'INSERT INTO installation_secret (name, value) VALUES ($1, $2)',
    values: [name, 'x'],
  });

  it('gives the same types whatever the driver', async () => {
    const [row] = await database.query<Record<string, unknown>>({
      text: `SELECT 5000000000::int8 AS big, '{"a":[1]}'::jsonb AS doc, ARRAY['x','y'] AS list, now() AS at,
                    '0b9dd0f8-6f3c-4a55-8f39-0a1b7f4d6d11'::uuid AS id, '\\x0102'::bytea AS bytes`,
      values: [],
    });
    expect(row).toMatchObject({
      big: 5_000_000_000,
      doc: { a: [1] },
      list: ['x', 'y'],
      id: '0b9dd0f8-6f3c-4a55-8f39-0a1b7f4d6d11',
    });
    expect(row?.['at']).toBeInstanceOf(Date);
    expect([...(row?.['bytes'] as Uint8Array)]).toEqual([1, 2]);
  });

  it('keeps nothing of a transaction that throws', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query(insert('lost'));
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await secrets()).toEqual([]);
  });

  it('keeps all of a transaction that resolves and returns its value', async () => {
    expect(await database.transaction(async (tx) => (await tx.query(insert('kept')), 7))).toBe(7);
    expect(await secrets()).toEqual([{ name: 'kept' }]);
  });

  it('is migrated once, however often and by however many it is asked', async () => {
    expect(await Promise.all([migrate(database), migrate(database)])).toEqual([[], []]);
    const rows = await database.query<{ migration_name: string }>({
      text: 'SELECT migration_name FROM _prisma_migrations',
      values: [],
    });
    expect(rows.map((row) => row.migration_name)).toEqual(readMigrations().map(({ name }) => name));
  });

  it('is migrated once when several begin at once with nothing there', async () => {
    const empty = await openEmpty();
    const applied = await Promise.all([migrate(empty), migrate(empty), migrate(empty)]);
    const [{ count } = { count: 0 }] = await empty.query<{ count: number }>({
      text: 'SELECT count(*)::int AS count FROM _prisma_migrations',
      values: [],
    });
    await empty.close();
    expect(applied.flat().sort()).toEqual(readMigrations().map(({ name }) => name));
    expect(count).toBe(readMigrations().length);
  });

  it('refuses a migration that was edited after it had been applied', async () => {
    const edited = readMigrations().map((migration) => ({ ...migration, script: `${migration.script}\n-- edited` }));
    await expect(migrate(database, edited)).rejects.toThrow(MigrationEditedError);
  });

  it('leaves no trace of a migration that fails in the middle', async () => {
    const broken = {
      name: '29990101000000_broken',
      script: 'CREATE TABLE half (id int);\nCREATE TABLE half (id int);\n',
    };
    await expect(migrate(database, [broken])).rejects.toThrow(/half/);
    expect(await database.query({ text: `SELECT to_regclass('half') AS found`, values: [] })).toEqual([
      { found: null },
    ]);
  });
});
