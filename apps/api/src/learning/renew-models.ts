import type { Renewal, Readiness, StartJob, TrainingJob } from '@switchboard/contracts';
import type { ArchiveStore, JobStore, ModelStore, StoredModel } from '@switchboard/learn';
import {
  ArtifactCorruptError,
  ArtifactFormatError,
  ArtifactMissingError,
  type Encoder,
  type IntentModel,
} from '@switchboard/models';

/** Who trains a model again that cannot be used; it tells that job from those of people. */
export const renewer = 'switchboard (renewal)';

export interface RenewalDeps {
  models: Pick<ModelStore, 'readLive' | 'listPromotions' | 'goLive'>;
  jobs: Pick<JobStore, 'list'>;
  archive: Pick<ArchiveStore, 'archiveModel'>;
  openModel(workspaceId: string, hash: string): Promise<IntentModel>;
  /** The encoder that serves a workspace; null while it is not there. */
  encoderOf(workspaceId: string): Promise<Pick<Encoder, 'space'> | null>;
  /** A change of languages trains and switches by itself. */
  isChanging(workspaceId: string): Promise<boolean>;
  startJob(workspaceId: string, job: StartJob, by: string): Promise<TrainingJob>;
  listWorkspaces(): Promise<{ id: string; slug: string }[]>;
  onError(error: unknown): void;
}

type Fault = Renewal['fault'];

const everyMs = 5_000;
const meanings: Record<Fault, string> = {
  format: 'was made for another version of the desk',
  encoder: 'reads another encoder’s vectors',
  corrupt: 'is corrupt',
  missing: 'is missing',
};

/**
 * Trains a live model again that cannot be used, on its own version of the data and by the fast method, puts the new one
 * in its place and archives it. What a killed desk began goes on: everything it needs to know is in the database.
 */
export function createRenewal(deps: RenewalDeps) {
  const { models, jobs, onError } = deps;
  const since = Date.now();
  /** Live models whose encoder did not fit at the last look: in the seconds of a switch that means nothing. */
  const doubted = new Set<string>();
  /** By workspace, as of the last look. */
  let seen = new Map<string, { slug: string; renewal: Renewal }>();
  let busy: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function findFault(workspaceId: string, live: StoredModel): Promise<Fault | null> {
    try {
      const [{ card }, encoder] = await Promise.all([
        deps.openModel(workspaceId, live.hash),
        deps.encoderOf(workspaceId),
      ]);
      return encoder === null || encoder.space === card.encoder.space ? null : 'encoder';
    } catch (error) {
      if (error instanceof ArtifactFormatError) return 'format';
      if (error instanceof ArtifactMissingError) return 'missing';
      return error instanceof ArtifactCorruptError ? 'corrupt' : null;
    }
  }

  async function renew(workspaceId: string): Promise<Renewal | null> {
    const live = await models.readLive(workspaceId);
    if (live === null || (await deps.isChanging(workspaceId))) return null;
    const fault = await findFault(workspaceId, live);
    const isDoubted = doubted.delete(live.id);
    if (fault === null) return null;
    if (fault === 'encoder') {
      doubted.add(live.id);
      if (!isDoubted) return null;
    }
    const [last] = await models.listPromotions(workspaceId);
    // Processes that share no folder of artifacts would replace each other's models for ever.
    if (fault === 'missing' && last?.by === renewer) return { fault, job: null };
    const begun = await findBegun(workspaceId, last === undefined ? 0 : Date.parse(last.at));
    const job = begun ?? (await deps.startJob(workspaceId, trainingOf(live), renewer));
    if (job.status !== 'done' || job.modelId === null) return { fault, job };
    const reason = `the model before it ${meanings[fault]}`;
    await models.goLive(workspaceId, job.modelId, { kind: 'promote', by: renewer, reason });
    await deps.archive.archiveModel(workspaceId, live.id);
    return null;
  }

  /** The training that replaces the live model; one that failed before this start is tried once more. */
  async function findBegun(workspaceId: string, liveSince: number): Promise<TrainingJob | null> {
    const [job] = (await jobs.list(workspaceId)).filter(({ requestedBy }) => requestedBy === renewer);
    if (job === undefined || Date.parse(job.createdAt) < liveSince) return null;
    const isOver = job.status === 'failed' || job.status === 'cancelled';
    return isOver && Date.parse(job.finishedAt ?? job.createdAt) < since ? null : job;
  }

  async function look(): Promise<void> {
    const found: typeof seen = new Map();
    for (const { id, slug } of await deps.listWorkspaces()) {
      const renewal = await renew(id).catch((error: unknown) => (onError(error), null));
      if (renewal !== null) found.set(id, { slug, renewal });
    }
    seen = found;
  }

  function run(): Promise<void> {
    busy ??= look()
      .catch(onError)
      .finally(() => (busy = null));
    return busy;
  }

  return {
    run,
    start(): void {
      timer = setInterval(() => void run(), everyMs);
      void run();
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      await busy;
    },
    /** As of the last look; null while the live model serves. */
    read: (workspaceId: string): Renewal | null => seen.get(workspaceId)?.renewal ?? null,
    /** For /health/ready; null when every live model serves. */
    part: (): Readiness['parts'][number] | null => (seen.size === 0 ? null : describe([...seen.values()])),
  };
}

const trainingOf = ({ datasetVersion }: StoredModel): StartJob => ({
  kind: 'train',
  method: 'head',
  note: renewer,
  ...(datasetVersion === null ? {} : { datasetVersion }),
});

function describe(seen: readonly { slug: string; renewal: Renewal }[]): Readiness['parts'][number] {
  const lines = seen.map(({ slug, renewal: { fault, job } }) => {
    const how =
      job === null
        ? 'train it again'
        : (job.error ?? `it is trained again (${job.stage || 'waiting'} ${job.done}/${job.total})`);
    return `the live model of ${slug} ${meanings[fault]}: ${how}`;
  });
  const isUnderWay = seen.every(({ renewal: { job } }) => job?.status === 'queued' || job?.status === 'running');
  return {
    part: 'intent models',
    state: isUnderWay ? 'loading' : 'warning',
    detail: `${lines.join('; ')}; until then messages are answered without intents`,
  };
}
