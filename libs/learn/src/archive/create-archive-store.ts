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
    /** Marks one that was replaced because it cannot be used; the live one stays. */
    archiveModel: (workspaceId: string, modelId: string): Promise<void> =>
      database.transaction(async (tx) => {
        await tx.query(lockPointers(workspaceId));
        await tx.query(sql.archiveModel(workspaceId, modelId));
      }),
    /** Hashes of artifacts that no version of any workspace needs any more. */
    async listArchived(): Promise<Set<string>> {
      const records = await database.query<sql.ArtifactRecord>(sql.selectArchived());
      return new Set(records.map(({ artifact_hash }) => artifact_hash));
    },
  };
}

export type ArchiveStore = ReturnType<typeof createArchiveStore>;
