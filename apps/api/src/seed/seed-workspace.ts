import { join } from 'node:path';
import { type KnowledgeStore, passageSpace } from '@switchboard/knowledge';
import {
  type DatasetStore,
  type ModelStore,
  describeTraffic,
  divideRows,
  evaluateModel,
  isInside,
  observe,
  trainIntents,
} from '@switchboard/learn';
import { type Encoder, loadIntentModel, saveIntentModel } from '@switchboard/models';
import type { Pack } from '@switchboard/packs';
import type { MockStore } from '@switchboard/tools';
import type { DefinitionStore, Workspace, WorkspaceStore } from '@switchboard/workspace';
import { renameSync, rmSync } from 'node:fs';
import { languageOf } from '../learning/prepare-task';
import { packRows, seedAnswers, seedArticles } from './seed-language';

export interface SeedDeps {
  workspaces: WorkspaceStore;
  knowledge: KnowledgeStore;
  definitions: DefinitionStore;
  mockRecords: MockStore;
  datasets: DatasetStore;
  models: ModelStore;
  encoder: Encoder;
  dataDir: string;
  onProgress(progress: { step: 'articles' | 'training'; done: number; total: number }): void;
}

/** What seeding found and did. */
export interface SeedReport {
  workspace: Workspace;
  isNew: boolean;
  /** Languages of the pack that the encoder reads; the others are left out. */
  languages: string[];
  articles: { written: number; kept: number };
  answers: number;
  procedures: number;
  tools: number;
  records: number;
}

/**
 * Fills a workspace from a pack: articles, answers, procedures, tools with their mock company, safety rules, a trained
 * intent model. May be interrupted and run again: what is there and unchanged is kept, the live model comes last.
 */
export async function seedWorkspace(slug: string, pack: Pack, deps: SeedDeps): Promise<SeedReport> {
  const existing = await deps.workspaces.findWorkspace(slug);
  const languages = pack.languages.filter((language) => deps.encoder.languages.includes(language));
  const workspace = existing ?? (await createFrom(slug, pack, languages, deps.workspaces));
  if (workspace.embeddingSpace === null)
    await deps.workspaces.setEmbeddingSpace(workspace.id, passageSpace(deps.encoder.space));
  const written = await seedArticles(workspace.id, pack, languages, deps);
  const answers = await seedAnswers(workspace.id, pack, languages, deps.knowledge);
  await deps.definitions.saveDefinitions(workspace.id, pack);
  for (const [collection, records] of Object.entries(pack.data))
    await deps.mockRecords.saveRecords(workspace.id, collection, records);
  await trainLive(workspace.id, pack, languages, deps);
  return {
    workspace,
    isNew: existing === null,
    languages,
    articles: written,
    answers,
    procedures: pack.procedures.length,
    tools: pack.tools.length,
    records: Object.values(pack.data).flat().length,
  };
}

function createFrom(slug: string, pack: Pack, languages: string[], workspaces: WorkspaceStore): Promise<Workspace> {
  const handOffIntents = pack.intents.filter(({ handOff }) => handOff).map(({ id }) => id);
  const { company, welcome, hours } = pack;
  return workspaces.createWorkspace({ slug, name: company, policy: { languages, handOffIntents }, welcome, hours });
}

async function trainLive(
  workspaceId: string,
  pack: Pack,
  languages: readonly string[],
  { datasets, models, encoder, dataDir, onProgress }: SeedDeps,
): Promise<void> {
  await datasets.addRows(workspaceId, packRows(pack, languages));
  const { number } = await datasets.seal(workspaceId, { note: pack.name, by: 'switchboard', languages });
  const version = await datasets.readVersion(workspaceId, number);
  const { train: rows, outsideTexts, test } = divideRows(version.rows);
  const trained = await trainIntents({
    rows,
    outsideTexts,
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
  const model = await loadIntentModel(folder);
  const measured = test.map((row) => ({ ...row, language: row.language ?? languageOf(row.text) }));
  const evaluation = await evaluateModel(model, encoder, { datasetVersion: number, rows: measured });
  const messages = measured.filter(isInside);
  const reference = describeTraffic(await observe(messages, model, encoder));
  await model.close();
  const { datasetHash, codeVersion, metrics } = trained.card;
  const modelId = await models.register(workspaceId, {
    hash,
    datasetHash,
    datasetVersion: number,
    baseModel: trained.card.encoder.name,
    method: 'head',
    codeVersion,
    metrics,
    replay: null,
    trial: null,
    reference,
  });
  await models.saveEvaluation(workspaceId, modelId, evaluation);
  await models.goLive(workspaceId, modelId, { kind: 'seed', by: 'switchboard' });
}
