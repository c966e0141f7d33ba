import type {
  DatasetVersion,
  FindingsReport,
  JobList,
  StartJob,
  SuggestionList,
  TrainingJob,
} from '@switchboard/contracts';
import type { ConversationStore, RecentTurn } from '@switchboard/conversations';
import { type DatasetStore, type JobStore, suggestIntents } from '@switchboard/learn';
import { EncoderUnavailableError } from '@switchboard/models';
import type { Encoders } from '../encoders/create-encoders';

export interface LearningDeps {
  stores: {
    datasets: DatasetStore;
    jobs: JobStore;
    conversations: Pick<ConversationStore, 'listRecentTurns'>;
  };
  encoders: Pick<Encoders, 'of'>;
  /** What a workspace serves. */
  languagesOf(workspaceId: string): Promise<readonly string[]>;
  /** A training waits. */
  wake(): void;
}

/** Turns that gaps are looked for in. */
const watchedTurns = 300;

/** What people do with training data: change it, check it, train on it. */
export function createLearning({ stores, encoders, languagesOf, wake }: LearningDeps) {
  const { datasets, jobs, conversations } = stores;

  /** The rows in the workspace's languages, or in those that it changes to, as a version. */
  const seal = async (
    workspaceId: string,
    { note, by, languages }: { note: string; by: string; languages?: readonly string[] | undefined },
  ): Promise<DatasetVersion> =>
    datasets.seal(workspaceId, { note, by, languages: languages ?? (await languagesOf(workspaceId)) });

  return {
    datasets,
    seal,
    /** Without a version the rows as they are become one. */
    async startJob(
      workspaceId: string,
      { kind, method, datasetVersion, note, languages }: StartJob & { languages?: readonly string[] },
      by: string,
    ): Promise<TrainingJob> {
      const version =
        datasetVersion === undefined
          ? await seal(workspaceId, { note, by, languages })
          : (await datasets.readVersion(workspaceId, datasetVersion)).version;
      const job = await jobs.add(workspaceId, { kind, method, datasetVersion: version.number, requestedBy: by });
      wake();
      return job;
    },
    async listJobs(workspaceId: string): Promise<JobList> {
      const [items, { intents }] = await Promise.all([jobs.list(workspaceId), datasets.readSummary(workspaceId)]);
      const rows = intents.reduce((sum, { train }) => sum + train, 0);
      return { items, expectedSeconds: await jobs.expectSeconds(workspaceId, { rows, intents: intents.length }) };
    },
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
  };
}

export type Learning = ReturnType<typeof createLearning>;

/** The desk had no answer of its own: nobody asked for a person, no rule sent it there. */
function isUnanswered({ decision }: RecentTurn): boolean {
  if (decision === null) return false;
  if (decision.action === 'hand-off') return ['no-answer', 'repeated-failure'].includes(decision.reason);
  return ['out-of-scope', 'clarify', 'llm'].includes(decision.action);
}
