import type { Database } from './database';
import { openPGlite } from './open-pglite';

describe('PGlite behind the port', () => {
  let database: Database;
  const ask = <Row extends object>(text: string, ...values: unknown[]) => database.query<Row>({ text, values });

  beforeAll(async () => {
    database = await openPGlite();
    await database.execute(
      'CREATE TABLE thing (id int PRIMARY KEY, at timestamptz, words text[], body jsonb, raw bytea)',
    );
  });
  afterAll(() => database.close());

  it('gives the same rows whether a text is run for the first time or again', async () => {
    const values = [1, new Date(0), ['a', 'b"c'], { deep: [1] }, Buffer.from([1, 2])];
    await ask('INSERT INTO thing VALUES ($1, $2, $3, $4, $5)', ...values);
    const read = () => ask('SELECT * FROM thing WHERE id = $1 AND ($2::text IS NULL OR true)', 1, null);
    const expected = [
      { id: 1, at: new Date(0), words: ['a', 'b"c'], body: { deep: [1] }, raw: new Uint8Array([1, 2]) },
    ];
    for (let time = 0; time < 4; time++) expect(await read()).toEqual(expected);
  });

  it('keeps statements apart that run at once', async () => {
    const double = (n: number) => ask<{ twice: number }>('SELECT 2 * $1::int AS twice', n);
    const found = await Promise.all(Array.from({ length: 50 }, (_, n) => double(n)));
    expect(found.map(([row]) => row?.twice)).toEqual(found.map((_, n) => 2 * n));
  });

  it('goes on after a statement that fails, outside and inside a transaction', async () => {
    const twice = () => ask('INSERT INTO thing (id) VALUES ($1)', 1);
    for (let time = 0; time < 3; time++) await expect(twice()).rejects.toMatchObject({ code: '23505' });
    await expect(ask('SELECT nothing FROM thing')).rejects.toMatchObject({ code: '42703' });
    const failing = database.transaction(async (tx) => {
      await tx.query({ text: 'INSERT INTO thing (id) VALUES ($1)', values: [2] });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await ask('SELECT id FROM thing ORDER BY id')).toEqual([{ id: 1 }]);
  });

  it('reads a table that was changed since the text was first run', async () => {
    const all = () => ask('SELECT * FROM thing LIMIT 0');
    for (let time = 0; time < 3; time++) await all();
    await database.execute('ALTER TABLE thing ADD COLUMN more int');
    expect(await all()).toEqual([]);
  });

  it('runs nothing from outside in the middle of a transaction', async () => {
    let outside: Promise<object[]> | undefined;
    await database.transaction(async (tx) => {
      await tx.query({ text: 'INSERT INTO thing (id) VALUES (3)', values: [] });
      outside = ask('SELECT count(*)::int AS n FROM thing');
      await tx.query({ text: 'DELETE FROM thing WHERE id = 3', values: [] });
    });
    expect(await outside).toEqual([{ n: 1 }]);
  });
});
