import { Pool, type PoolClient, types } from 'pg';
import type { Database, Queryable, Sql } from './database';
import { vectorSettings } from './vector-settings';

const int8 = 20;

/** int8 arrives as a number where it is exact (counts, outbox ids), as PGlite gives it. */
const parsers: typeof types = Object.assign(Object.create(types) as typeof types, {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? (text: string) => Number(text) : types.getTypeParser(oid, format as 'text'),
});

/** PostgreSQL through a pool of connections. */
export function openPostgres({ url, maxConnections = 10 }: { url: string; maxConnections?: number }): Database {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    types: parsers,
    connectionTimeoutMillis: 5_000,
    onConnect: async (client) => void (await client.query(vectorSettings)),
  });
  // An idle connection that breaks is replaced by the pool; the next query reports what is wrong.
  pool.on('error', () => undefined);

  const queryWith =
    (client: Pool | PoolClient): Queryable['query'] =>
    async <Row extends object>({ text, values }: Sql) =>
      (await client.query<Row & Record<string, unknown>>(text, values)).rows as Row[];

  return {
    driver: 'postgres',
    query: queryWith(pool),
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work({ query: queryWith(client) });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((fault: Error) => (broken = fault));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async execute(script) {
      await pool.query(script);
    },
    close: () => pool.end(),
  };
}
