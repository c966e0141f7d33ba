import { join } from 'node:path';
import type { ConversationStore } from '@switchboard/conversations';
import type { ClaimedJob, DatasetStore, ModelStore, TrainingTask } from '@switchboard/learn';
import { detectLanguage } from '@switchboard/understand';

/** Conversations that a candidate is replayed over. */
const replayed = 300;

/** Everything that a training process needs, read when it starts. */
export function createPrepareTask({
  datasets,
  models,
  conversations,
  baseModelOf,
  dataDir,
}: {
  datasets: Pick<DatasetStore, 'readVersion'>;
  models: Pick<ModelStore, 'readLive'>;
  conversations: Pick<ConversationStore, 'listRecentTurns'>;
  baseModelOf(workspaceId: string): Promise<string>;
  dataDir: string;
}): (job: ClaimedJob) => Promise<TrainingTask> {
  return async ({ workspaceId, kind, method, datasetVersion }) => {
    const [{ version, rows }, live, turns, baseModel] = await Promise.all([
      datasets.readVersion(workspaceId, datasetVersion),
      models.readLive(workspaceId),
      conversations.listRecentTurns(workspaceId, { limit: replayed }),
      baseModelOf(workspaceId),
    ]);
    return {
      kind,
      method,
      baseModel,
      dataDir,
      datasetVersion,
      rows: rows.map(({ id, text, intent, part }) => ({ id, text, intent, part, language: languageOf(text) })),
      recent: turns.map(({ conversationId, text, understanding }) => {
        return { conversationId, text, language: understanding.language.code };
      }),
      liveHash: live?.hash ?? null,
      checkpointDir: join(dataDir, 'training', `${version.hash.slice(0, 16)}-${method}`),
    };
  };
}

export const languageOf = (text: string): string => detectLanguage(text).code;
