import { join } from 'node:path';
import { automationSchema } from '@switchboard/contracts';
import { type KnowledgeStore, passageSpace } from '@switchboard/knowledge';
import {
  type DatasetStore,
  type ModelStore,
  type TaskProgress,
  type TrainedModel,
  type TrainingTask,
  trainOn,
} from '@switchboard/learn';
import type { Encoder } from '@switchboard/models';
import type { Pack } from '@switchboard/packs';
import type { MockStore } from '@switchboard/tools';
import type { DefinitionStore, Workspace, WorkspaceStore } from '@switchboard/workspace';
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
  /** Where the training is done; in this process when not said. */
  train?(task: TrainingTask, report: (progress: TaskProgress) => void): Promise<TrainedModel>;
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
  { datasets, models, encoder, dataDir, onProgress, train = trainHere(encoder) }: SeedDeps,
): Promise<void> {
  await datasets.addRows(workspaceId, packRows(pack, languages));
  const { number } = await datasets.seal(workspaceId, { note: pack.name, by: 'switchboard', languages });
  const { version, rows } = await datasets.readVersion(workspaceId, number);
  const task: TrainingTask = {
    kind: 'train',
    method: 'head',
    baseModel: encoder.name,
    endpoint: null,
    dataDir,
    datasetVersion: number,
    rows: rows.map((row) => ({ ...row, language: row.language ?? languageOf(row.text) })),
    recent: [],
    liveHash: null,
    measuredHash: null,
    automation: automationSchema.parse({}),
    checkpointDir: join(dataDir, 'training', `${version.hash.slice(0, 16)}-head`),
  };
  const trained = await train(task, ({ done, total }) => onProgress({ step: 'training', done, total }));
  const { evaluation, liveEvaluation: _, ...model } = trained;
  const modelId = await models.register(workspaceId, { ...model, method: 'head', datasetVersion: number });
  await models.saveEvaluation(workspaceId, modelId, evaluation);
  await models.goLive(workspaceId, modelId, { kind: 'seed', by: 'switchboard' });
}

const trainHere =
  (encoder: Encoder): NonNullable<SeedDeps['train']> =>
  (task, report) =>
    trainOn({ encoder }, task, report);
