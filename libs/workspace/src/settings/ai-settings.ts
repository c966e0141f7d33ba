import type { AiSettings, Policy, SaveAiSettings, StoredAiSettings } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { type WorkspaceRow, toWorkspace } from '../workspace-row';
import { SettingsChangedError } from './settings-changed-error';
import { versionOf } from './version-of';
import * as sql from '../workspace.sql';

function settingsOf({ llmEnabled, output, assist, llmLimits }: Policy): StoredAiSettings {
  const settings: AiSettings = { llmEnabled, output, assist, llmLimits };
  return { ...settings, version: versionOf(settings) };
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
