import type { ChangeStage, LanguageChange } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import * as sql from './language-change.sql';

/** A change in the hands of a process. */
export interface ClaimedChange extends LanguageChange {
  workspaceId: string;
}

export interface ChangeProgress {
  stage: ChangeStage;
  done: number;
  total: number;
}

/** Changes of a workspace's languages: what is wanted, how far it is, and the switch at its end. */
export function createLanguageStore(database: Database) {
  const one = async (statement: Parameters<Database['query']>[0]): Promise<sql.LanguageChangeRecord | null> =>
    (await database.query<sql.LanguageChangeRecord>(statement))[0] ?? null;
  const keyOf = ({ workspaceId, createdAt }: ClaimedChange) => ({
    workspace_id: workspaceId,
    created_at: new Date(createdAt),
  });

  return {
    /** Asks for languages; whatever was asked before is forgotten. */
    async begin(
      workspaceId: string,
      wish: { languages: readonly string[]; encoder: string; requestedBy: string; reason?: string | undefined },
    ): Promise<LanguageChange> {
      const row = await one(sql.upsertChange(workspaceId, wish));
      return toChange(row as sql.LanguageChangeRecord);
    },
    async read(workspaceId: string): Promise<LanguageChange | null> {
      const row = await one(sql.selectChange(workspaceId));
      return row === null ? null : toChange(row);
    },
    list: async (): Promise<ClaimedChange[]> =>
      (await database.query<sql.LanguageChangeRecord>(sql.selectChanges())).map(toClaimed),
    /** Everything stays as it is. False when nothing was under way. */
    giveUp: async (workspaceId: string): Promise<boolean> => (await one(sql.deleteChange(workspaceId))) !== null,

    /** The next change for this process, or null. With `everything` also one that a process had that is gone. */
    async claim(
      owner: string,
      { leaseMs, everything = false }: { leaseMs: number; everything?: boolean },
    ): Promise<ClaimedChange | null> {
      const row = await one(sql.claimChange(owner, leaseMs, everything));
      return row === null ? null : toClaimed(row);
    },
    /** False when it is no longer this process's: given up, asked anew, or taken over. */
    renew: async (
      change: ClaimedChange,
      owner: string,
      { leaseMs, ...progress }: ChangeProgress & { leaseMs: number },
    ): Promise<boolean> => (await one(sql.renewChange(keyOf(change), owner, leaseMs, progress))) !== null,
    /** It stands still at a stage, until somebody asks again. */
    fail: async (change: ClaimedChange, why: { error: string; stage: ChangeStage }): Promise<void> =>
      void (await database.query(sql.failChange(keyOf(change), why))),

    /** The workspace is searched in the new space and serves its languages from now on. False when it was given up. */
    complete: (change: ClaimedChange, space: string): Promise<boolean> =>
      database.transaction(async (tx) => {
        const [ended] = await tx.query(sql.endChange(keyOf(change)));
        if (ended === undefined) return false;
        await tx.query(sql.updateLanguages(change.workspaceId, change.languages, space));
        return true;
      }),
  };
}

export type LanguageStore = ReturnType<typeof createLanguageStore>;

const toClaimed = (row: sql.LanguageChangeRecord): ClaimedChange => ({
  workspaceId: row.workspace_id,
  ...toChange(row),
});

function toChange(row: sql.LanguageChangeRecord): LanguageChange {
  const { languages, encoder, stage, done, total, error, reason } = row;
  return {
    languages,
    encoder,
    stage,
    done,
    total,
    error,
    reason,
    requestedBy: row.requested_by,
    createdAt: row.created_at.toISOString(),
  };
}
