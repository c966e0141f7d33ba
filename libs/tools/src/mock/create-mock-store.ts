import { type Database, type Queryable, holdLock } from '@switchboard/db';
import type { MockRecord } from '@switchboard/contracts';
import * as sql from './mock.sql';

/** The records that stand in for a company's system, by workspace: the only code that touches `mock_record`. */
export function createMockStore(database: Database) {
  return {
    /** Puts the records of a pack back as they were; what calls have created stays. */
    async saveRecords(workspaceId: string, collection: string, records: readonly MockRecord[]): Promise<void> {
      await database.transaction(async (tx) => {
        for (const record of records) await tx.query(sql.upsertRecord(workspaceId, collection, record));
      });
    },
    /** Leaves a workspace with these records and no other. */
    async replaceRecords(workspaceId: string, data: Readonly<Record<string, readonly MockRecord[]>>): Promise<void> {
      await database.transaction(async (tx) => {
        await tx.query(sql.deleteRecords(workspaceId));
        for (const [collection, records] of Object.entries(data))
          for (const record of records) await tx.query(sql.upsertRecord(workspaceId, collection, record));
      });
    },
    /** Reads a collection and writes what `work` changes, while nobody else does. */
    async withRecords<T extends { changed: MockRecord | null }>(
      workspaceId: string,
      collection: string,
      work: (records: MockRecord[]) => T,
    ): Promise<T> {
      return database.transaction(async (tx) => {
        // One at a time for a collection, rows that are not there yet included.
        await holdLock(tx, `${workspaceId} ${collection}`);
        const result = work(await readAll(tx, workspaceId, collection));
        if (result.changed !== null) await tx.query(sql.upsertRecord(workspaceId, collection, result.changed));
        return result;
      });
    },
    readRecords: (workspaceId: string, collection: string) => readAll(database, workspaceId, collection),
  };
}

export type MockStore = ReturnType<typeof createMockStore>;

async function readAll(queryable: Queryable, workspaceId: string, collection: string): Promise<MockRecord[]> {
  const rows = await queryable.query<{ data: MockRecord }>(sql.selectRecords(workspaceId, collection));
  return rows.map(({ data }) => data);
}
