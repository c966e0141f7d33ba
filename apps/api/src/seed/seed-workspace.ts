import { join } from 'node:path';
import { type KnowledgeStore, ingestDocument } from '@switchboard/knowledge';
import { trainIntents } from '@switchboard/learn';
import { type Encoder, saveIntentModel } from '@switchboard/models';
import type { Workspace, WorkspaceStore } from '@switchboard/workspace';
import { renameSync, rmSync } from 'node:fs';
import type { Pack } from './read-pack';

export interface SeedDeps {
  workspaces: WorkspaceStore;
  knowledge: KnowledgeStore;
  encoder: Encoder;
  dataDir: string;
  onProgress(progress: { step: 'articles' | 'training'; done: number; total: number }): void;
}

/**
 * Fills a workspace from a pack: articles, curated answers, a trained intent model. May be interrupted and run again:
 * what is there is kept, and the live model comes last.
 */
export async function seedWorkspace(slug: string, pack: Pack, deps: SeedDeps): Promise<Workspace> {
  const workspace = (await deps.workspaces.findWorkspace(slug)) ?? (await createFrom(slug, pack, deps.workspaces));
  for (const [index, article] of pack.articles.entries()) {
    deps.onProgress({ step: 'articles', done: index, total: pack.articles.length });
    await ingestDocument(
      workspace.id,
      { source: `pack:${pack.name}`, ...article },
      { store: deps.knowledge, encoder: deps.encoder },
    );
  }
  for (const { id, title, answer, articles } of pack.intents) {
    if (answer !== undefined)
      await deps.knowledge.saveCuratedAnswer(workspace.id, {
        intent: id,
        title,
        text: answer.trim(),
        documents: articles,
      });
  }
  await trainLive(workspace.id, pack, deps);
  return workspace;
}

function createFrom(slug: string, pack: Pack, workspaces: WorkspaceStore): Promise<Workspace> {
  const handOffIntents = pack.intents.filter(({ handOff }) => handOff).map(({ id }) => id);
  const { company, languages, welcome, hours } = pack;
  return workspaces.createWorkspace({ slug, name: company, policy: { languages, handOffIntents }, welcome, hours });
}

async function trainLive(
  workspaceId: string,
  pack: Pack,
  { workspaces, encoder, dataDir, onProgress }: SeedDeps,
): Promise<void> {
  const rows = pack.intents.flatMap(({ id, examples }) => examples.map((text) => ({ text, intent: id })));
  const trained = await trainIntents({
    rows,
    encoder,
    onProgress: ({ stage, done, total }) => {
      if (stage === 'embed') onProgress({ step: 'training', done, total });
    },
  });
  const partial = join(dataDir, 'artifacts', 'new');
  const hash = saveIntentModel(partial, trained.card, trained);
  const folder = join(dataDir, 'artifacts', hash);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  const modelId = await workspaces.registerIntentModel(workspaceId, {
    artifact_hash: hash,
    dataset_hash: trained.card.datasetHash,
    base_model: trained.card.encoder.name,
    code_version: trained.card.codeVersion,
    metrics: trained.card.metrics,
  });
  await workspaces.promoteIntentModel(workspaceId, modelId);
}
