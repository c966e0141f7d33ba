import type { Sql } from './database';

/** As PostgreSQL's own autovacuum decides: so many rows changed, and a share of all. */
const [fewestChanged, changedShare] = [50, 0.1];

/** Tables that changed much since they were last looked at; those with an index of vectors are slow to vacuum. */
const selectChanged: Sql = {
  text: `SELECT quote_ident(relname) AS name, EXISTS (
      SELECT 1 FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_am ON pg_am.oid = i.relam
      WHERE indrelid = relid AND amname = 'hnsw') AS "hasVectors"
    FROM pg_stat_user_tables WHERE n_mod_since_analyze > ${fewestChanged} + ${changedShare} * n_live_tup`,
  values: [],
};

export interface ChangedTable {
  name: string;
  hasVectors: boolean;
}

/**
 * What autovacuum does elsewhere: PGlite has none, so that plans would be made for tables as they were when empty, and
 * the room of what was deleted would never be used again. One table at a time, between other statements.
 */
export function keepTidy(
  session: { query(sql: Sql): Promise<ChangedTable[]>; execute(script: string): Promise<unknown> },
  everyMs: number,
): () => void {
  async function tidy(): Promise<void> {
    for (const { name, hasVectors } of await session.query(selectChanged))
      await session.execute(hasVectors ? `ANALYZE ${name}` : `VACUUM (ANALYZE) ${name}`);
  }
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    // A database that is being closed; the next start looks again.
    void tidy()
      .catch(() => undefined)
      .finally(() => (running = false));
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
