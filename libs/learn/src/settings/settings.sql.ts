import type { ModelSettings } from '@switchboard/contracts';
import type { Sql } from '@switchboard/db';

export interface SettingsRecord {
  version: number;
  settings: unknown;
  by: string;
  created_at: Date;
}

/** Newest first. */
export const selectSettings = (workspaceId: string, limit: number): Sql => ({
  text: `SELECT version, settings, by, created_at FROM model_settings
    WHERE workspace_id = $1 ORDER BY version DESC LIMIT $2`,
  values: [workspaceId, limit],
});

/** Adds the version after `seen`; returns nothing when another one is in force. */
export const insertSettings = (workspaceId: string, settings: ModelSettings, seen: number, by: string): Sql => ({
  text: `INSERT INTO model_settings (workspace_id, version, settings, by)
    SELECT $1, $3::integer + 1, $2, $4
    WHERE $3 = (SELECT coalesce(max(version), 0) FROM model_settings WHERE workspace_id = $1)
    ON CONFLICT DO NOTHING RETURNING version`,
  values: [workspaceId, JSON.stringify(settings), seen, by],
});
