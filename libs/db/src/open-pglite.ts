import { mkdirSync } from 'node:fs';
import { Mutex, PGlite, types } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import type { Database, Sql } from './database';
import { type ChangedTable, keepTidy } from './keep-tidy';
import { openStatements } from './statements';
import { vectorSettings } from './vector-settings';

/** int8 as a number where it is exact, as the PostgreSQL driver gives it; bytes at once instead of one by one. */
const parsers = {
  [types.INT8]: (text: string) => Number(text),
  [types.BYTEA]: (text: string) => new Uint8Array(Buffer.from(text.slice(2), 'hex')),
};

/** An eighth of PostgreSQL's own default: what it takes here is the desk's memory, and the files are cached by the system. */
const sharedBuffers = '16MB';

/**
 * Planning in WebAssembly costs more than most statements: once for each text is enough. Small samples, because what
 * reads them blocks this process.
 */
const planSettings = 'SET plan_cache_mode = force_generic_plan; SET default_statistics_target = 20; SET jit = off';

interface PGliteOptions {
  dataDir?: string;
  /** How often tables are looked after. */
  tidyEveryMs?: number;
}

/**
 * PostgreSQL in WebAssembly with pgvector, in this process: in `dataDir`, or in memory without one. The folder has no
 * lock of its own: hold lockDataFolder first. One session: inside a transaction use only `tx`.
 */
export async function openPGlite({ dataDir, tidyEveryMs = 30_000 }: PGliteOptions = {}): Promise<Database> {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const pglite = await PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    extensions: { vector },
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${sharedBuffers}`],
    parsers,
  });

  await pglite.exec(`${vectorSettings}; ${planSettings}`);
  const statements = openStatements(pglite);
  const session = new Mutex();
  const tidied = {
    query: (sql: Sql) => session.runExclusive(() => statements.run<ChangedTable>(sql)),
    execute: (script: string) => session.runExclusive(() => pglite.exec(script)),
  };
  const stopTidying = keepTidy(tidied, tidyEveryMs);
  const run = (text: string): Promise<unknown> => statements.run({ text, values: [] });

  return {
    driver: 'pglite',
    query: (sql) => session.runExclusive(() => statements.run(sql)),
    transaction: (work) =>
      session.runExclusive(async () => {
        await run('BEGIN');
        try {
          const result = await work({ query: statements.run });
          await run('COMMIT');
          return result;
        } catch (error) {
          await run('ROLLBACK').catch(() => undefined);
          throw error;
        }
      }),
    execute: (script) =>
      session.runExclusive(async () => {
        await pglite.exec(script);
        await statements.forget();
      }),
    async close() {
      stopTidying();
      await pglite.close();
    },
  };
}
