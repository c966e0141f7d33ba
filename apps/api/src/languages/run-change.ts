import type { Gate, TrainingJob } from '@switchboard/contracts';
import { type KnowledgeStore, fillSpace, passageSpace } from '@switchboard/knowledge';
import type { JobStore, ModelStore } from '@switchboard/learn';
import type { Encoder } from '@switchboard/models';
import type { ChangeProgress, ClaimedChange, LanguageStore } from '@switchboard/workspace';
import { changeTrainer } from './change-trainer';
import { followJob } from './follow-job';
import { passGate } from './pass-gate';
import type { Encoders } from '../encoders/create-encoders';

export interface ChangeDeps {
  languages: Pick<LanguageStore, 'complete'>;
  encoders: Pick<Encoders, 'open'>;
  knowledge: KnowledgeStore;
  models: Pick<ModelStore, 'readLive' | 'read' | 'goLive'>;
  jobs: Pick<JobStore, 'list' | 'read'>;
  /** Adds what the workspace's pack has in the new languages: articles in the new space, answers, training rows. */
  addPackPart(
    change: ClaimedChange,
    encoder: Encoder,
    onProgress: (progress: { done: number; total: number }) => void,
  ): Promise<{ rows: number }>;
  /** Of the rows in the languages that the change leads to. */
  startTraining(change: ClaimedChange, by: string): Promise<TrainingJob>;
  gate: {
    read(workspaceId: string, modelId: string): Promise<Gate>;
    /** Begins to measure what the gate lacks; returns the jobs. */
    measure(workspaceId: string, modelId: string, by: string): Promise<TrainingJob[]>;
  };
  report(progress: ChangeProgress): void;
  wait(ms: number): Promise<void>;
  signal: AbortSignal;
}

/**
 * Brings a workspace into another embedding space while it goes on serving from its own: encoder, passages, intents,
 * and then both at once. May be stopped anywhere and run again. Throws what stands in its way.
 */
export async function runChange(change: ClaimedChange, deps: ChangeDeps): Promise<'switched' | 'given-up'> {
  const { workspaceId } = change;
  deps.report({ stage: 'encoder', done: 0, total: 1 });
  const encoder = await deps.encoders.open(change.encoder);
  const { rows } = await deps.addPackPart(change, encoder, (progress) =>
    deps.report({ stage: 'passages', ...progress }),
  );
  await fill(workspaceId, encoder, deps);
  const live = await deps.models.readLive(workspaceId);
  const isTrained = live === null || (live.baseModel === encoder.name && rows === 0);
  const modelId = isTrained ? null : await train(change, deps);
  const verdict = modelId === null ? '' : await passGate(change, modelId, deps);
  await fill(workspaceId, encoder, deps);
  deps.signal.throwIfAborted();
  deps.report({ stage: 'switch', done: 0, total: 1 });
  // The live model names the encoder that messages are read and searched with: this is the switch.
  if (modelId !== null)
    await deps.models.goLive(workspaceId, modelId, {
      kind: 'promote',
      by: changeTrainer,
      reason: `languages: ${change.languages.join(', ')}; ${verdict}`,
    });
  return (await deps.languages.complete(change, passageSpace(encoder.space))) ? 'switched' : 'given-up';
}

const fill = (workspaceId: string, encoder: Encoder, { knowledge, report, signal }: ChangeDeps): Promise<void> =>
  fillSpace(
    workspaceId,
    { store: knowledge, encoder },
    { signal, onProgress: (progress) => report({ stage: 'passages', ...progress }) },
  );

/** The ordinary training, on the change's encoder; one that was begun before a stop is followed to its end. */
async function train(change: ClaimedChange, deps: ChangeDeps): Promise<string> {
  const { workspaceId, createdAt } = change;
  deps.report({ stage: 'training', done: 0, total: 1 });
  const begun = (await deps.jobs.list(workspaceId)).find(
    (job) => job.requestedBy === changeTrainer && Date.parse(job.createdAt) >= Date.parse(createdAt),
  );
  const job = await followJob(
    workspaceId,
    begun ?? (await deps.startTraining(change, changeTrainer)),
    'training',
    deps,
  );
  if (job.status === 'done' && job.modelId !== null) return job.modelId;
  throw new Error(job.error ?? 'the training was cancelled');
}
