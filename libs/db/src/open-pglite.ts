import { mkdirSync } from 'node:fs';
import { PGlite, types } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import type { Database, Queryable, Sql } from './database';
import { vectorSettings } from './vector-settings';

/** int8 as a number where it is exact, as the PostgreSQL driver gives it. */
const parsers = { [types.INT8]: (text: string) => Number(text) };

/** A quarter of PostgreSQL's own default: what it takes here is the desk's memory, and the files are cached by the system. */
const sharedBuffers = '32MB';

/**
 * PostgreSQL in WebAssembly with pgvector, in this process: in `dataDir`, or in memory without one. The folder has no
 * lock of its own: hold lockDataFolder first. One session: inside a transaction use only `tx`.
 */
export async function openPGlite({ dataDir }: { dataDir?: string } = {}): Promise<Database> {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const pglite = await PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    extensions: { vector },
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${sharedBuffers}`],
    parsers,
  });

  await pglite.exec(vectorSettings);

  const queryWith =
    (session: Pick<PGlite, 'query'>): Queryable['query'] =>
    async <Row extends object>({ text, values }: Sql) =>
      (await session.query<Row>(text, values)).rows;

  return {
    driver: 'pglite',
    query: queryWith(pglite),
    transaction: (work) => pglite.transaction((tx) => work({ query: queryWith(tx as unknown as PGlite) })),
    async execute(script) {
      await pglite.exec(script);
    },
    close: () => pglite.close(),
  };
}
