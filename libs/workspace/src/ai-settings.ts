import { createHash } from 'node:crypto';
import type { AiSettings, Policy, SaveAiSettings, StoredAiSettings } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { type WorkspaceRow, toWorkspace } from './workspace-row';
import * as sql from './workspace.sql';

/** Somebody else has saved since. */
export class SettingsChangedError extends Error {
  readonly code = 'ai-settings-changed';
  constructor() {
    super('somebody else has changed these settings meanwhile: read them again');
  }
}

function settingsOf({ llmEnabled, output, assist, llmLimits }: Policy): StoredAiSettings {
  const settings: AiSettings = { llmEnabled, output, assist, llmLimits };
  const version = createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
  return { ...settings, version };
}

/** What large models may do and say in a workspace. Throws when there is no such workspace. */
export async function readAiSettings(database: Database, workspaceId: string): Promise<StoredAiSettings> {
  const [row] = await database.query<WorkspaceRow>(sql.selectWorkspace(workspaceId));
  if (row === undefined) throw new Error(`there is no workspace ${workspaceId}`);
  return settingsOf(toWorkspace(row).policy);
}

/** Throws SettingsChangedError when `basedOn` is not what is stored now. */
export async function saveAiSettings(
  database: Database,
  workspaceId: string,
  { basedOn, ...settings }: SaveAiSettings,
): Promise<StoredAiSettings> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query<WorkspaceRow>(sql.lockWorkspace(workspaceId));
    if (row === undefined) throw new Error(`there is no workspace ${workspaceId}`);
    if (basedOn !== undefined && basedOn !== settingsOf(toWorkspace(row).policy).version)
      throw new SettingsChangedError();
    const [saved] = await tx.query<WorkspaceRow>(sql.updatePolicy(workspaceId, settings));
    return settingsOf(toWorkspace(saved ?? row).policy);
  });
}
