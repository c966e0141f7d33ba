import {
  createArchiveStore,
  createJobStore,
  createRetention,
  createTrainingWorker,
  startTrainingProcess,
} from '@switchboard/learn';
import type { ClaimedJob, DatasetStore, ModelStore, SettingsStore } from '@switchboard/learn';
import type { ConversationStore } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import type { IntentModel } from '@switchboard/models';
import type { WorkspaceStore } from '@switchboard/workspace';
import type { Encoders } from '../../encoders/create-encoders';
import { createKeepModel } from '../../learning/keep-model';
import { createLearning } from '../../learning/create-learning';
import { createModels } from '../../learning/create-models';
import { type Endpoint, createPrepareTask } from '../../learning/prepare-task';
import { createRenewal } from '../../learning/renew-models';
import { createShadow } from '../../learning/create-shadow';
import { createDriftWatch } from '../../learning/watch-drift';
import { expiringCache } from '../expiring-cache';

export interface LearningParts {
  database: Database;
  stores: {
    datasets: DatasetStore;
    models: ModelStore;
    settings: SettingsStore;
    conversations: ConversationStore;
    workspaces: WorkspaceStore;
  };
  encoders: Pick<Encoders, 'of' | 'nameOf' | 'inSpace' | 'open'>;
  /** The encoder that a training works on. */
  baseModelOf(job: ClaimedJob): Promise<string>;
  /** The encoder at an address; null for those of models.json. */
  endpointOf(baseModel: string): Endpoint | null;
  dataDir: string;
  processId: string;
  openModel(workspaceId: string, hash: string): Promise<IntentModel>;
  /** A workspace changes to other languages, which trains and switches by itself. */
  isChanging(workspaceId: string): Promise<boolean>;
  onError(error: unknown): void;
}

/** What an edit in the console may take to reach the next turn. */
const settingsTtlMs = 1_000;

/** Training, promotion, the shadow, the watch on drift, and what becomes of old models. */
export function wireLearning(parts: LearningParts) {
  const { database, stores, encoders, baseModelOf, endpointOf, dataDir, processId, openModel, onError } = parts;
  const { isChanging } = parts;
  const { datasets, models, settings, conversations, workspaces } = stores;
  const listWorkspaces = () => workspaces.listWorkspaces();
  const jobs = createJobStore(database);
  const archive = createArchiveStore(database);
  const retention = createRetention({ archive, settings, listWorkspaces, dataDir, onError });
  const worker = createTrainingWorker(
    {
      jobs,
      prepare: createPrepareTask({
        datasets,
        models,
        settings,
        conversations,
        baseModelOf,
        endpointOf,
        dataDir,
      }),
      run: startTrainingProcess,
      keep: createKeepModel(models),
      onError,
    },
    { processId },
  );
  const wake = (): void => worker.wake();
  const learning = createLearning({
    stores: { datasets, jobs, conversations },
    encoders,
    languagesOf: async (workspaceId) => (await workspaces.readWorkspace(workspaceId)).policy.languages,
    wake,
  });
  const renewal = createRenewal({
    models,
    jobs,
    archive,
    openModel,
    encoderOf: encoders.of,
    isChanging,
    startJob: learning.startJob,
    listWorkspaces,
    onError,
  });
  const modelDesk = createModels({
    stores: { jobs, models, settings, conversations },
    encoderNameOf: (workspaceId) => encoders.nameOf(workspaceId),
    readRenewal: renewal.read,
    dataDir,
    wake,
  });
  const driftWatch = createDriftWatch({ models: modelDesk, listWorkspaces, onError });
  const readShadow = expiringCache(settingsTtlMs, (workspaceId) => models.readShadow(workspaceId));
  return {
    learning,
    jobs,
    models: modelDesk,
    observe: createShadow({ models, readShadow, openModel, encoders, onError }),
    intentsPart: () => renewal.part() ?? driftWatch.part(),
    start(options: { everything: boolean }): void {
      worker.start(options);
      renewal.start();
      driftWatch.start();
      retention.start();
    },
    async stop(): Promise<void> {
      driftWatch.stop();
      await renewal.stop();
      await retention.stop();
      await worker.stop();
    },
  };
}
