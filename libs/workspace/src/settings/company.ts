import { type SaveCompany, type StoredCompany, companySchema } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { type WorkspaceRow, toWorkspace } from '../workspace-row';
import * as sql from '../workspace.sql';
import { SettingsChangedError } from './settings-changed-error';
import { versionOf } from './version-of';

function companyOf(row: WorkspaceRow): StoredCompany {
  const { name, welcome, hours } = toWorkspace(row);
  const company = companySchema.parse({ name, welcome, hours });
  return { ...company, version: versionOf(company) };
}

/** What a workspace is to its visitors. Throws when there is no such workspace. */
export async function readCompany(database: Database, workspaceId: string): Promise<StoredCompany> {
  const [row] = await database.query<WorkspaceRow>(sql.selectWorkspace(workspaceId));
  if (row === undefined) throw new Error(`there is no workspace ${workspaceId}`);
  return companyOf(row);
}

/** Throws SettingsChangedError when `basedOn` is not what is stored now. */
export async function saveCompany(
  database: Database,
  workspaceId: string,
  { basedOn, ...company }: SaveCompany,
): Promise<StoredCompany> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query<WorkspaceRow>(sql.lockWorkspace(workspaceId));
    if (row === undefined) throw new Error(`there is no workspace ${workspaceId}`);
    if (basedOn !== undefined && basedOn !== companyOf(row).version) throw new SettingsChangedError();
    const [saved] = await tx.query<WorkspaceRow>(sql.updateCompany(workspaceId, company));
    return companyOf(saved ?? row);
  });
}
