import type { KnowledgeStore } from '@switchboard/knowledge';
import type { ClaimedJob, DatasetStore, JobStore, ModelStore } from '@switchboard/learn';
import type { LanguageStore, Workspace, WorkspaceStore } from '@switchboard/workspace';
import type { Config } from '../../config/config-schema';
import type { Encoders } from '../../encoders/create-encoders';
import { isThisMachine } from '../../config/is-this-machine';
import { configuredEncoder, embeddingsEndpoint } from '../../encoders/configured-encoder';
import { hidePersonalData } from '../../encoders/hide-personal-data';
import { wantedEncoder } from '../../encoders/wanted-encoder';
import { createAddPackPart } from '../../languages/add-pack-part';
import { createChangeWorker } from '../../languages/create-change-worker';
import { createLanguages } from '../../languages/create-languages';
import { createLookAround } from '../../languages/look-around';
import { changeTrainer } from '../../languages/change-trainer';
import type { Learning } from '../../learning/create-learning';
import type { ModelDesk } from '../../learning/create-models';
import type { Endpoint } from '../../learning/prepare-task';
import { isEndpointEncoder } from '@switchboard/models';

export interface LanguageParts {
  config: Config;
  languages: LanguageStore;
  workspaces: WorkspaceStore;
  knowledge: KnowledgeStore;
  datasets: DatasetStore;
  models: ModelStore;
  jobs: JobStore;
  learning: Learning;
  modelDesk: ModelDesk;
  encoders: Encoders;
  processId: string;
  onError(error: unknown): void;
}

/** The encoder that a job trains on: its workspace's, or the one that a change of languages leads to. */
export const baseModelOf =
  (languages: LanguageStore, encoders: Encoders) =>
  async ({ workspaceId, requestedBy }: ClaimedJob): Promise<string> => {
    const change = requestedBy === changeTrainer ? await languages.read(workspaceId) : null;
    return change?.encoder ?? encoders.nameOf(workspaceId);
  };

/** The encoder at EMBEDDINGS_URL as a training process gets it. */
export const endpointOf =
  (config: Config) =>
  (baseModel: string): Endpoint | null => {
    const endpoint = isEndpointEncoder(baseModel) ? embeddingsEndpoint(config) : null;
    if (endpoint === null) return null;
    const isNear = isThisMachine(endpoint.url);
    return { endpoint, hide: (text) => (isNear ? text : hidePersonalData(text).text) };
  };

/** A workspace's languages: the setting, and the change to others in the background. */
export function wireLanguages(parts: LanguageParts) {
  const { config, languages, workspaces, knowledge, datasets, models, jobs, learning, encoders } = parts;
  const { modelDesk, processId, onError } = parts;
  const worker = createChangeWorker(
    {
      languages,
      encoders,
      knowledge,
      models,
      jobs,
      addPackPart: createAddPackPart({ knowledge, datasets, workspaces }),
      startTraining: ({ workspaceId, languages: wanted }, by) =>
        learning.startJob(workspaceId, { kind: 'train', method: 'head', note: changeTrainer, languages: wanted }, by),
      gate: {
        read: (workspaceId, modelId) => modelDesk.readGate(workspaceId, modelId, {}),
        measure: modelDesk.measure,
      },
      lookAround: createLookAround({
        workspaces,
        languages,
        knowledge,
        encoders,
        wantedEncoder: (workspace: Workspace) => wantedEncoder(workspace, config),
      }),
      onError,
    },
    { processId },
  );
  const settings = createLanguages({
    languages,
    workspaces,
    configured: configuredEncoder(config),
    wake: worker.wake,
    onError,
  });
  return { settings, start: worker.start, stop: worker.stop };
}
