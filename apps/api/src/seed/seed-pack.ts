import { type Database, migrate } from '@switchboard/db';
import { createKnowledgeStore } from '@switchboard/knowledge';
import { createDatasetStore, createModelStore } from '@switchboard/learn';
import type { Encoder } from '@switchboard/models';
import type { Pack } from '@switchboard/packs';
import { createMockStore } from '@switchboard/tools';
import { EmailInUseError, createDefinitionStore, createWorkspaceStore } from '@switchboard/workspace';
import { type FirstSignIn, ensureAgent } from './ensure-agent';
import { type SeedDeps, type SeedReport, seedWorkspace } from './seed-workspace';
import { WorkspaceInUseError } from './workspace-in-use-error';

export interface SeedPack {
  slug: string;
  pack: Pack;
  lead: { email: string; name: string };
  /** Who opened it closes it. */
  encoder: Encoder;
  dataDir: string;
  onProgress: SeedDeps['onProgress'];
}

/**
 * A desk of its own from a pack: workspace, knowledge, procedures, tools, a trained model that is live, and a first
 * agent. One that was interrupted is taken up. Throws WorkspaceInUseError where the workspace is in use already: what
 * people changed in it is theirs.
 */
export async function seedPack(
  database: Database,
  { slug, pack, lead, encoder, dataDir, onProgress }: SeedPack,
): Promise<SeedReport & { firstSignIn: FirstSignIn | null }> {
  await migrate(database);
  const workspaces = createWorkspaceStore(database);
  const models = createModelStore(database);
  const existing = await workspaces.findWorkspace(slug);
  if (existing !== null && (await models.readLive(existing.id)) !== null) throw new WorkspaceInUseError(slug);
  const holder = await workspaces.findAgentByEmail(lead.email);
  if (holder !== null && holder.agent.workspaceId !== existing?.id) throw new EmailInUseError(lead.email);
  const report = await seedWorkspace(slug, pack, {
    workspaces,
    models,
    knowledge: createKnowledgeStore(database),
    definitions: createDefinitionStore(database),
    mockRecords: createMockStore(database),
    datasets: createDatasetStore(database),
    encoder,
    dataDir,
    onProgress,
  });
  return { ...report, firstSignIn: await ensureAgent(report.workspace.id, lead, workspaces) };
}
