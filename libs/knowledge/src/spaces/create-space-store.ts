import { randomUUID } from 'node:crypto';
import type { Database } from '@switchboard/db';
import { type NewPassage, insertPassage } from '../knowledge.sql';
import * as sql from './space.sql';

/** A document as it is to be embedded. */
export interface UnfilledDocument {
  id: string;
  title: string;
  markdown: string;
  contentHash: string;
}

/** Passages by the embedding space they were made in: a new one is filled beside the one that serves. */
export function createSpaceStore(database: Database) {
  return {
    async listUnfilled(workspaceId: string, space: string, limit: number): Promise<UnfilledDocument[]> {
      const rows = await database.query<sql.UnfilledRecord>(sql.selectUnfilled(workspaceId, space, limit));
      return rows.map(({ content_hash: contentHash, ...row }) => ({ ...row, contentHash }));
    },
    /** How many of the documents have passages in that space. */
    async countFilled(workspaceId: string, space: string): Promise<{ filled: number; total: number }> {
      const [row] = await database.query<{ filled: number; total: number }>(sql.countFilled(workspaceId, space));
      return row ?? { filled: 0, total: 0 };
    },
    /** Adds a document's passages of a space to those of others. False when it was changed or removed meanwhile. */
    addPassages: (
      workspaceId: string,
      { id, contentHash }: UnfilledDocument,
      space: string,
      passages: readonly Omit<NewPassage, 'id'>[],
    ): Promise<boolean> =>
      database.transaction(async (tx) => {
        const [unchanged] = await tx.query(sql.lockUnchanged(workspaceId, id, contentHash));
        if (unchanged === undefined) return false;
        await tx.query(sql.deletePassagesOf(workspaceId, id, space));
        for (const passage of passages)
          await tx.query(insertPassage(workspaceId, id, space, { id: randomUUID(), ...passage }));
        return true;
      }),
    /** Once nobody searches them any more. A document that has none in this space yet keeps what it has. */
    dropOtherSpaces: async (workspaceId: string, space: string): Promise<void> =>
      void (await database.query(sql.deleteOtherSpaces(workspaceId, space))),
  };
}

export type SpaceStore = ReturnType<typeof createSpaceStore>;
