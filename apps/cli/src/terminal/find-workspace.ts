import type { Database } from '@switchboard/db';
import { type Workspace, createWorkspaceStore } from '@switchboard/workspace';

/** By its slug. Throws with a word about it when there is none. */
export async function findWorkspace(database: Database, slug: string): Promise<Workspace> {
  const workspace = await createWorkspaceStore(database).findWorkspace(slug);
  if (workspace === null) throw new Error(`there is no workspace ${slug}; the first "start" makes the demo`);
  return workspace;
}
