import { createJobStore, createTrainingWorker, startTrainingProcess } from '@switchboard/learn';
import type { DatasetStore, ModelStore } from '@switchboard/learn';
import type { ConversationStore } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import type { IntentModel } from '@switchboard/models';
import type { WorkspaceStore } from '@switchboard/workspace';
import type { Encoders } from '../encoders/create-encoders';
import { createLearning } from '../learning/create-learning';
import { createPrepareTask } from '../learning/prepare-task';
import { createShadow } from '../learning/create-shadow';
import { createDriftWatch } from '../learning/watch-drift';
import { expiringCache } from './expiring-cache';

export interface LearningParts {
  database: Database;
  stores: {
    datasets: DatasetStore;
    models: ModelStore;
    conversations: ConversationStore;
    workspaces: WorkspaceStore;
  };
  encoders: Pick<Encoders, 'of' | 'nameOf' | 'inSpace' | 'open'>;
  dataDir: string;
  processId: string;
  loadModel(hash: string): Promise<IntentModel>;
  onError(error: unknown): void;
}

/** What an edit in the console may take to reach the next turn. */
const settingsTtlMs = 1_000;

/** Training, promotion, the shadow and the watch on drift. */
export function wireLearning(parts: LearningParts) {
  const { database, stores, encoders, dataDir, processId, loadModel, onError } = parts;
  const { datasets, models, conversations, workspaces } = stores;
  const jobs = createJobStore(database);
  const worker = createTrainingWorker(
    {
      jobs,
      prepare: createPrepareTask({ datasets, models, conversations, baseModelOf: encoders.nameOf, dataDir }),
      run: startTrainingProcess,
      onError,
      async keep({ workspaceId, method, datasetVersion }, model) {
        const { evaluation, liveEvaluation, ...version } = model;
        const live = await models.readLive(workspaceId);
        const id = await models.register(workspaceId, { ...version, method, datasetVersion });
        await models.saveEvaluation(workspaceId, id, evaluation);
        if (live !== null && liveEvaluation !== null) await models.saveEvaluation(workspaceId, live.id, liveEvaluation);
        return id;
      },
    },
    { processId },
  );
  const learning = createLearning({
    stores: { datasets, jobs, models, conversations, workspaces },
    encoders,
    loadModel,
    wake: () => worker.wake(),
  });
  const driftWatch = createDriftWatch({ learning, listWorkspaces: () => workspaces.listWorkspaces(), onError });
  const readShadow = expiringCache(settingsTtlMs, (workspaceId) => models.readShadow(workspaceId));
  return {
    learning,
    observe: createShadow({ models, readShadow, loadModel, encoders, onError }),
    driftPart: driftWatch.part,
    start(options: { everything: boolean }): void {
      worker.start(options);
      driftWatch.start();
    },
    async stop(): Promise<void> {
      driftWatch.stop();
      await worker.stop();
    },
  };
}
