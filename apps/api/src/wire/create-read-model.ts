import { join } from 'node:path';
import type { ModelStore } from '@switchboard/learn';
import { type IntentModel, loadIntentModel } from '@switchboard/models';
import { expiringCache } from './expiring-cache';

/** What a change of the pointer may take to reach the next turn, in every process. */
const pointerTtlMs = 1_000;

/** Opens artifacts, and follows the pointer to the live one: a model that cannot be opened leaves the last good one. */
export function createReadModel({
  dataDir,
  models,
  onError,
}: {
  dataDir: string;
  models(): Pick<ModelStore, 'readLive'>;
  onError(error: unknown): void;
}) {
  const loadModel = expiringCache(Infinity, async (hash) => loadIntentModel(join(dataDir, 'artifacts', hash)));
  const lastGood = new Map<string, IntentModel>();
  const readModel = expiringCache<IntentModel | null>(pointerTtlMs, async (workspaceId) => {
    const live = await models().readLive(workspaceId);
    if (live === null) return null;
    const model = await loadModel(live.hash);
    lastGood.set(workspaceId, model);
    return model;
  });
  return {
    loadModel,
    readModel: (workspaceId: string): Promise<IntentModel | null> =>
      readModel(workspaceId).catch((error: unknown) => (onError(error), lastGood.get(workspaceId) ?? null)),
  };
}
