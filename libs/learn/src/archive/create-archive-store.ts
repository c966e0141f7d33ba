import type { Database } from '@switchboard/db';
import { lockPointers } from '../versions/model.sql';
import * as sql from './archive.sql';

/** Models whose time is over. */
export function createArchiveStore(database: Database) {
  return {
    /** Marks them before any file is removed: from then on no pointer may be moved to them. Returns their ids. */
    archiveModels: (workspaceId: string, keepDays: number): Promise<string[]> =>
      database.transaction(async (tx) => {
        await tx.query(lockPointers(workspaceId));
        const archived = await tx.query<{ id: string }>(sql.archiveModels(workspaceId, keepDays));
        return archived.map(({ id }) => id);
      }),
    /** Hashes of what some version needs, and of what none needs any more. */
    async listArtifacts(): Promise<{ needed: Set<string>; archived: Set<string> }> {
      const records = await database.query<sql.ArtifactRecord>(sql.selectArtifacts());
      const hashesOf = (archived: boolean): Set<string> =>
        new Set(records.filter((record) => record.archived === archived).map(({ artifact_hash }) => artifact_hash));
      return { needed: hashesOf(false), archived: hashesOf(true) };
    },
  };
}

export type ArchiveStore = ReturnType<typeof createArchiveStore>;
