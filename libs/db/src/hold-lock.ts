import type { Queryable } from './database';

/** Waits until nobody else holds this name, in any process, and holds it until the transaction ends. */
export async function holdLock(tx: Queryable, name: string): Promise<void> {
  await tx.query({ text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', values: [name] });
}
