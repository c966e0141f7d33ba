import type {
  Drift,
  Evaluation,
  FindingsReport,
  GateReport,
  Models,
  StartJob,
  SuggestionList,
  TrainingJob,
} from '@switchboard/contracts';
import type { ConversationStore, RecentTurn } from '@switchboard/conversations';
import {
  type DatasetStore,
  type JobStore,
  type ModelStore,
  type StoredModel,
  describeTraffic,
  evaluateModel,
  measureOnce,
  promoteModel,
  readGate,
  suggestIntents,
  watchDrift,
} from '@switchboard/learn';
import { EncoderUnavailableError, type IntentModel } from '@switchboard/models';
import type { WorkspaceStore } from '@switchboard/workspace';
import type { Encoders } from '../encoders/create-encoders';

export interface LearningDeps {
  stores: {
    datasets: DatasetStore;
    jobs: JobStore;
    models: ModelStore;
    conversations: Pick<ConversationStore, 'listRecentTurns'>;
    workspaces: Pick<WorkspaceStore, 'readWorkspace' | 'setMinimumConfidence'>;
  };
  encoders: Pick<Encoders, 'of' | 'open'>;
  loadModel(hash: string): Promise<IntentModel>;
  /** A training waits. */
  wake(): void;
}

/** Turns that drift is watched over, and that gaps are looked for in. */
const watchedTurns = 300;
const weekMs = 7 * 86_400_000;

/** What people do with training data and models: train, look, promote, go back. */
export function createLearning({ stores, encoders, loadModel, wake }: LearningDeps) {
  const { datasets, jobs, models, conversations, workspaces } = stores;

  async function evaluate(workspaceId: string, model: StoredModel, datasetVersion: number): Promise<Evaluation> {
    const encoder = await encoders.open(model.baseModel);
    const { rows } = await datasets.readVersion(workspaceId, datasetVersion);
    const test = rows.filter(({ part }) => part === 'test');
    return evaluateModel(await loadModel(model.hash), encoder, { datasetVersion, rows: test });
  }
  const gateDeps = { models, evaluate };

  async function readDrift(workspaceId: string): Promise<Drift> {
    const live = await models.readLive(workspaceId);
    const turns = await conversations.listRecentTurns(workspaceId, { limit: watchedTurns });
    const since = Date.now() - weekMs;
    const read = turns.filter(({ at, understanding }) => {
      return Date.parse(at) >= since && live !== null && understanding.intentModel === live.hash;
    });
    return watchDrift(describeTraffic(read.map(toObserved)), live?.reference ?? null);
  }

  return {
    datasets,
    /** Without a version the rows as they are become one. */
    async startJob(
      workspaceId: string,
      { kind, method, datasetVersion, note }: StartJob,
      by: string,
    ): Promise<TrainingJob> {
      const version =
        datasetVersion === undefined
          ? await datasets.seal(workspaceId, { note, by })
          : (await datasets.readVersion(workspaceId, datasetVersion)).version;
      const job = await jobs.add(workspaceId, { kind, method, datasetVersion: version.number, requestedBy: by });
      wake();
      return job;
    },
    listJobs: (workspaceId: string): Promise<TrainingJob[]> => jobs.list(workspaceId),
    readJob: (workspaceId: string, id: string): Promise<TrainingJob> => jobs.read(workspaceId, id),
    cancelJob: (workspaceId: string, id: string): Promise<TrainingJob> => jobs.cancel(workspaceId, id),

    async readFindings(workspaceId: string): Promise<FindingsReport> {
      const [found, { changes, latest }] = await Promise.all([
        jobs.readFindings(workspaceId),
        datasets.readSummary(workspaceId),
      ]);
      if (found === null) return { job: null, findings: null, outdated: false };
      const outdated = changes.added + changes.removed > 0 || found.job.datasetVersion !== latest?.number;
      return { ...found, outdated };
    },

    /** Messages that the desk had no answer for, in groups. */
    async suggestIntents(workspaceId: string): Promise<SuggestionList> {
      const encoder = await encoders.of(workspaceId);
      if (encoder === null) throw new EncoderUnavailableError('the encoder is not there: messages cannot be grouped');
      const turns = await conversations.listRecentTurns(workspaceId, { limit: watchedTurns });
      const unanswered = turns.filter(isUnanswered);
      const embeddings = await encoder.embed(
        unanswered.map(({ text }) => text),
        { bulk: true },
      );
      const items = suggestIntents(
        unanswered.map(({ conversationId, seq, text, at }, index) => {
          return { conversationId, messageSeq: seq, text, at, embedding: embeddings[index] as Float32Array };
        }),
      );
      return { items, looked: unanswered.length };
    },

    async readModels(workspaceId: string): Promise<Models> {
      const [items, live, shadow, promotions, drift, { policy }] = await Promise.all([
        models.list(workspaceId),
        models.readLive(workspaceId),
        models.readShadow(workspaceId),
        models.listPromotions(workspaceId),
        readDrift(workspaceId),
        workspaces.readWorkspace(workspaceId),
      ]);
      return {
        items: items.map(({ reference: _, ...model }) => model),
        liveId: live?.id ?? null,
        shadow: shadow === null ? null : await models.readShadowReport(workspaceId, shadow.id),
        previousId: promotions[0]?.previousId ?? null,
        promotions,
        drift,
        minimumConfidence: policy.minimumConfidence,
      };
    },
    readDrift,
    /** A model on the test part of its own dataset version. Throws ModelNotFoundError. */
    async readEvaluation(workspaceId: string, modelId: string): Promise<Evaluation | null> {
      const model = await models.read(workspaceId, modelId);
      return model.datasetVersion === null ? null : measureOnce(workspaceId, model, model.datasetVersion, gateDeps);
    },
    readGate: (workspaceId: string, modelId: string): Promise<GateReport> => readGate(workspaceId, modelId, gateDeps),
    promote: (workspaceId: string, modelId: string, how: { by: string; reason?: string }): Promise<GateReport> =>
      promoteModel(workspaceId, modelId, how, gateDeps),
    rollBack: (workspaceId: string, by: string): Promise<string> => models.rollBack(workspaceId, by),
    setShadow: (workspaceId: string, modelId: string | null): Promise<void> => models.setShadow(workspaceId, modelId),
    setMinimumConfidence: (workspaceId: string, value: number): Promise<void> =>
      workspaces.setMinimumConfidence(workspaceId, value),
  };
}

export type Learning = ReturnType<typeof createLearning>;

function toObserved({ understanding: { language, intents, outOfScope } }: RecentTurn) {
  return {
    language: language.code,
    confidence: intents[0]?.confidence ?? null,
    outside: outOfScope !== null && outOfScope.score >= outOfScope.threshold,
  };
}

/** The desk had no answer of its own: nobody asked for a person, no rule sent it there. */
function isUnanswered({ decision }: RecentTurn): boolean {
  if (decision === null) return false;
  if (decision.action === 'hand-off') return ['no-answer', 'repeated-failure'].includes(decision.reason);
  return ['out-of-scope', 'clarify', 'llm'].includes(decision.action);
}
