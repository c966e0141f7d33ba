import type { Database } from './database';
import { openPGlite } from './open-pglite';

describe('an embedded database that runs for long', () => {
  let database: Database;
  const ask = <Row extends object>(text: string) => database.query<Row>({ text, values: [] });

  beforeAll(async () => {
    database = await openPGlite({ tidyEveryMs: 20 });
  });
  afterAll(() => database.close());

  it('knows how much is in a table that grew, and vacuums those without vectors', async () => {
    await database.execute(`CREATE EXTENSION vector; CREATE TABLE plain (id int); CREATE TABLE near (v vector(2));
      CREATE INDEX ON near USING hnsw (v vector_cosine_ops); CREATE TABLE quiet (id int)`);
    await ask('INSERT INTO plain SELECT generate_series(1, 1000)');
    await ask(`INSERT INTO near SELECT ('[1,' || n || ']')::vector FROM generate_series(1, 200) n`);
    await ask('INSERT INTO quiet VALUES (1)');
    await ask('SELECT pg_stat_force_next_flush()');
    const vacuumed = () => ask("SELECT 1 FROM pg_class WHERE relname = 'plain' AND relallvisible > 0");
    while ((await vacuumed()).length === 0) await new Promise((later) => setTimeout(later, 20));
    const known = await ask<{ name: string }>(
      `SELECT relname AS name, reltuples::int AS rows, relallvisible > 0 AS vacuumed FROM pg_class
        WHERE relname IN ('plain', 'near', 'quiet') ORDER BY 1`,
    );
    expect(known).toEqual([
      { name: 'near', rows: 200, vacuumed: false },
      { name: 'plain', rows: 1000, vacuumed: true },
      { name: 'quiet', rows: -1, vacuumed: false },
    ]);
  });
});
