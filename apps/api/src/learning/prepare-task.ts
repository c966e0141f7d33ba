import { join } from 'node:path';
import type { ConversationStore } from '@switchboard/conversations';
import type { ClaimedJob, DatasetStore, ModelStore, SettingsStore, TrainingTask } from '@switchboard/learn';
import { detectLanguage } from '@switchboard/understand';

/** Conversations that a candidate is replayed over. */
const replayed = 300;

export interface Endpoint {
  endpoint: NonNullable<TrainingTask['endpoint']>;
  /** A text as it may leave the machine; the same text for an endpoint on it. */
  hide(text: string): string;
}

/** Everything that a training process needs, read when it starts. */
export function createPrepareTask({
  datasets,
  models,
  settings,
  conversations,
  baseModelOf,
  dataDir,
  endpointOf,
}: {
  datasets: Pick<DatasetStore, 'readVersion'>;
  models: Pick<ModelStore, 'read' | 'readLive'>;
  settings: Pick<SettingsStore, 'readInForce'>;
  conversations: Pick<ConversationStore, 'listRecentTurns'>;
  /** The encoder that a job trains on. */
  baseModelOf(job: ClaimedJob): Promise<string>;
  dataDir: string;
  /** The encoder at an address; null for those of models.json. */
  endpointOf(baseModel: string): Endpoint | null;
}): (job: ClaimedJob) => Promise<TrainingTask> {
  return async (job) => {
    const { workspaceId, kind, method, datasetVersion, modelId } = job;
    const [{ version, rows }, live, turns, { automation }, baseModel, measured] = await Promise.all([
      datasets.readVersion(workspaceId, datasetVersion),
      models.readLive(workspaceId),
      conversations.listRecentTurns(workspaceId, { limit: replayed }),
      settings.readInForce(workspaceId),
      baseModelOf(job),
      kind === 'measure' && modelId !== null ? models.read(workspaceId, modelId) : null,
    ]);
    const base = measured?.baseModel ?? baseModel;
    const at = endpointOf(base);
    const shown = (text: string): string => at?.hide(text) ?? text;
    return {
      kind,
      method,
      baseModel: base,
      endpoint: at?.endpoint ?? null,
      dataDir,
      datasetVersion,
      rows: rows.map(({ id, text, intent, part, language }) => {
        return { id, text: shown(text), intent, part, language: language ?? languageOf(text) };
      }),
      recent: turns.map(({ conversationId, text, understanding }) => {
        return { conversationId, text: shown(text), language: understanding.language.code };
      }),
      liveHash: live?.hash ?? null,
      measuredHash: measured?.hash ?? null,
      automation,
      checkpointDir: join(dataDir, 'training', `${version.hash.slice(0, 16)}-${method}`),
    };
  };
}

export const languageOf = (text: string): string => detectLanguage(text).code;
