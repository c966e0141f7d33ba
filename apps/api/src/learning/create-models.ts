import {
  type Drift,
  type Gate,
  type GateReport,
  type GateRules,
  type Measurement,
  type ModelSettings,
  type ModelSettingsReport,
  type Models,
  type Renewal,
  type TrainingJob,
  reaches,
} from '@switchboard/contracts';
import type { ConversationStore, RecentTurn } from '@switchboard/conversations';
import {
  type JobStore,
  type ModelStore,
  OtherEncoderError,
  type SettingsStore,
  describeTraffic,
  promoteModel,
  readCompared,
  readGate,
  readStorage,
  watchDrift,
} from '@switchboard/learn';

export interface ModelsDeps {
  stores: {
    jobs: JobStore;
    models: ModelStore;
    settings: SettingsStore;
    conversations: Pick<ConversationStore, 'listRecentTurns'>;
  };
  /** The encoder that serves a workspace. */
  encoderNameOf(workspaceId: string): Promise<string>;
  /** How the live model is replaced that cannot be used. */
  readRenewal(workspaceId: string): Renewal | null;
  dataDir: string;
  /** Something waits for the training process. */
  wake(): void;
}

/** Turns that drift is watched over. */
const watchedTurns = 300;
const weekMs = 7 * 86_400_000;

/** What people do with models: look, measure, promote, go back, and say what a model must be like. */
export function createModels({ stores, encoderNameOf, readRenewal, dataDir, wake }: ModelsDeps) {
  const { jobs, models, settings, conversations } = stores;

  /** The live model names the encoder that messages are searched with: one of another space would find no passage. */
  async function checkEncoder(workspaceId: string, modelId: string): Promise<void> {
    const [{ baseModel }, served] = await Promise.all([models.read(workspaceId, modelId), encoderNameOf(workspaceId)]);
    if (baseModel !== served) throw new OtherEncoderError(modelId, baseModel, served);
  }

  async function readDrift(workspaceId: string): Promise<Drift> {
    const live = await models.readLive(workspaceId);
    const turns = await conversations.listRecentTurns(workspaceId, { limit: watchedTurns });
    const since = Date.now() - weekMs;
    const read = turns.filter(({ at, understanding }) => {
      return Date.parse(at) >= since && live !== null && understanding.intentModel === live.hash;
    });
    return watchDrift(describeTraffic(read.map(toObserved)), live?.reference ?? null);
  }

  async function readModels(workspaceId: string): Promise<Models> {
    const [items, live, shadow, promotions, drift, { automation }, storage] = await Promise.all([
      models.list(workspaceId),
      models.readLive(workspaceId),
      models.readShadow(workspaceId),
      models.listPromotions(workspaceId),
      readDrift(workspaceId),
      settings.readInForce(workspaceId),
      readStorage(dataDir),
    ]);
    const sizeOf = (hash: string): number => storage.artifacts.get(hash) ?? 0;
    return {
      items: items.map(({ reference: _, ...model }) => model),
      liveId: live?.id ?? null,
      shadow: shadow === null ? null : await models.readShadowReport(workspaceId, shadow.id),
      previousId: promotions[0]?.previousId ?? null,
      promotions,
      drift,
      renewal: readRenewal(workspaceId),
      automation,
      storage: {
        models: Object.fromEntries(items.map(({ id, hash }) => [id, sizeOf(hash)])),
        bytes: storage.bytes,
        freeBytes: storage.freeBytes,
      },
    };
  }

  return {
    readModels,
    readDrift,
    /** On the test part of its own dataset version; null for a model from before versions. Throws ModelNotFoundError. */
    async readEvaluation(workspaceId: string, modelId: string): Promise<Measurement | null> {
      const { datasetVersion } = await models.read(workspaceId, modelId);
      if (datasetVersion === null) return null;
      const evaluation = await models.readEvaluation(workspaceId, modelId, datasetVersion);
      if (evaluation !== null) return { state: 'measured', evaluation };
      const job = await jobs.readMeasure(workspaceId, modelId, datasetVersion);
      return { state: 'unmeasured', jobs: job === null ? [] : [job] };
    },
    readGate: (workspaceId: string, modelId: string, tried: Partial<GateRules>): Promise<Gate> =>
      readGate(workspaceId, modelId, stores, tried),
    /** Begins to measure what the gate lacks, in the training process. Returns the jobs that wait or run. */
    async measure(workspaceId: string, modelId: string, by: string): Promise<TrainingJob[]> {
      const { compared, datasetVersion } = await readCompared(workspaceId, modelId, models);
      const started: TrainingJob[] = [];
      for (const { id } of compared) {
        if ((await models.readEvaluation(workspaceId, id, datasetVersion)) !== null) continue;
        const job = await jobs.measure(workspaceId, { modelId: id, datasetVersion, requestedBy: by });
        if (job !== null) started.push(job);
      }
      wake();
      return started;
    },
    async promote(workspaceId: string, modelId: string, how: { by: string; reason?: string }): Promise<GateReport> {
      await checkEncoder(workspaceId, modelId);
      return promoteModel(workspaceId, modelId, how, stores);
    },
    async rollBack(workspaceId: string, by: string): Promise<string> {
      await checkEncoder(workspaceId, await models.readPrevious(workspaceId));
      return models.rollBack(workspaceId, by);
    },
    setShadow: (workspaceId: string, modelId: string | null): Promise<void> => models.setShadow(workspaceId, modelId),
    readSettings: (workspaceId: string): Promise<ModelSettingsReport> => settings.read(workspaceId),
    saveSettings: (
      workspaceId: string,
      change: ModelSettings,
      how: { by: string; seen: number },
    ): Promise<ModelSettingsReport> => settings.save(workspaceId, change, how),
  };
}

export type ModelDesk = ReturnType<typeof createModels>;

function toObserved({ understanding: { language, intents, outOfScope } }: RecentTurn) {
  return {
    language: language.code,
    confidence: intents[0]?.confidence ?? null,
    outside: reaches(outOfScope),
  };
}
