import { join } from 'node:path';
import type { ConversationStore } from '@switchboard/conversations';
import type { ClaimedJob, DatasetStore, ModelStore, SettingsStore, TrainingTask } from '@switchboard/learn';
import { detectLanguage } from '@switchboard/understand';

/** Conversations that a candidate is replayed over. */
const replayed = 300;

/** Everything that a training process needs, read when it starts. */
export function createPrepareTask({
  datasets,
  models,
  settings,
  conversations,
  baseModelOf,
  dataDir,
}: {
  datasets: Pick<DatasetStore, 'readVersion'>;
  models: Pick<ModelStore, 'read' | 'readLive'>;
  settings: Pick<SettingsStore, 'readInForce'>;
  conversations: Pick<ConversationStore, 'listRecentTurns'>;
  /** The encoder that a job trains on. */
  baseModelOf(job: ClaimedJob): Promise<string>;
  dataDir: string;
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
    return {
      kind,
      method,
      baseModel: measured?.baseModel ?? baseModel,
      dataDir,
      datasetVersion,
      rows: rows.map(({ id, text, intent, part }) => ({ id, text, intent, part, language: languageOf(text) })),
      recent: turns.map(({ conversationId, text, understanding }) => {
        return { conversationId, text, language: understanding.language.code };
      }),
      liveHash: live?.hash ?? null,
      measuredHash: measured?.hash ?? null,
      automation,
      checkpointDir: join(dataDir, 'training', `${version.hash.slice(0, 16)}-${method}`),
    };
  };
}

export const languageOf = (text: string): string => detectLanguage(text).code;
