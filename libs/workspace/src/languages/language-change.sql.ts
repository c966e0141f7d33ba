import type { ChangeStage } from '@switchboard/contracts';
import type { Sql } from '@switchboard/db';

export interface LanguageChangeRecord {
  workspace_id: string;
  languages: string[];
  encoder: string;
  stage: ChangeStage;
  done: number;
  total: number;
  error: string | null;
  reason: string | null;
  requested_by: string;
  created_at: Date;
}

const columns = 'workspace_id, languages, encoder, stage, done, total, error, reason, requested_by, created_at';

/** A new wish replaces the one before, from its beginning. */
export const upsertChange = (
  workspaceId: string,
  change: { languages: readonly string[]; encoder: string; requestedBy: string; reason?: string | undefined },
): Sql => ({
  text: `INSERT INTO language_change (workspace_id, languages, encoder, requested_by, reason) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (workspace_id) DO UPDATE SET languages = excluded.languages, encoder = excluded.encoder, error = NULL,
      reason = excluded.reason, requested_by = excluded.requested_by, stage = 'encoder', done = 0, total = 0, created_at = now(),
      lease_owner = NULL, lease_until = NULL
    RETURNING ${columns}`,
  values: [workspaceId, change.languages, change.encoder, change.requestedBy, change.reason ?? null],
});

export const selectChange = (workspaceId: string): Sql => ({
  text: `SELECT ${columns} FROM language_change WHERE workspace_id = $1`,
  values: [workspaceId],
});

export const selectChanges = (): Sql => ({
  text: `SELECT ${columns} FROM language_change ORDER BY created_at`,
  values: [],
});

export const deleteChange = (workspaceId: string): Sql => ({
  text: 'DELETE FROM language_change WHERE workspace_id = $1 RETURNING workspace_id',
  values: [workspaceId],
});

/** The oldest change that goes on and that no other process has in hand. */
export const claimChange = (owner: string, leaseMs: number, everything: boolean): Sql => ({
  text: `UPDATE language_change SET lease_owner = $1, lease_until = now() + $2 * interval '1 millisecond'
    WHERE workspace_id = (SELECT workspace_id FROM language_change
      WHERE error IS NULL AND ($3 OR lease_owner IS NULL OR lease_owner = $1 OR lease_until <= now())
      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING ${columns}`,
  values: [owner, leaseMs, everything],
});

/** Keeps the lease. No row: somebody wanted something else, or gave it up. */
export const renewChange = (
  { workspace_id: workspaceId, created_at: createdAt }: Pick<LanguageChangeRecord, 'workspace_id' | 'created_at'>,
  owner: string,
  leaseMs: number,
  { stage, done, total }: Pick<LanguageChangeRecord, 'stage' | 'done' | 'total'>,
): Sql => ({
  text: `UPDATE language_change SET stage = $5, done = $6, total = $7, lease_until = now() + $4 * interval '1 millisecond'
    WHERE workspace_id = $1 AND lease_owner = $3 AND created_at = $2 RETURNING workspace_id`,
  values: [workspaceId, createdAt, owner, leaseMs, stage, done, total],
});

export const failChange = (
  { workspace_id: workspaceId, created_at: createdAt }: Pick<LanguageChangeRecord, 'workspace_id' | 'created_at'>,
  { error, stage }: { error: string; stage: ChangeStage },
): Sql => ({
  text: `UPDATE language_change SET error = $3, stage = $4, lease_owner = NULL, lease_until = NULL
    WHERE workspace_id = $1 AND created_at = $2`,
  values: [workspaceId, createdAt, error, stage],
});

/** No row: the change was given up meanwhile. */
export const endChange = ({
  workspace_id: workspaceId,
  created_at: createdAt,
}: Pick<LanguageChangeRecord, 'workspace_id' | 'created_at'>): Sql => ({
  text: 'DELETE FROM language_change WHERE workspace_id = $1 AND created_at = $2 RETURNING workspace_id',
  values: [workspaceId, createdAt],
});

export const updateLanguages = (workspaceId: string, languages: readonly string[], space: string): Sql => ({
  text: `UPDATE workspace SET embedding_space = $3, policy = policy || jsonb_build_object('languages', $2::text[])
    WHERE id = $1`,
  values: [workspaceId, languages, space],
});
