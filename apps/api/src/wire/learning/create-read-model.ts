import { join } from 'node:path';
import { type ModelStore, type SettingsStore, atRisk } from '@switchboard/learn';
import { type IntentModel, loadIntentModel } from '@switchboard/models';
import { expiringCache } from '../expiring-cache';

/** What a change of the pointer or of the risk may take to reach the next turn, in every process. */
const usualTtlMs = 1_000;

/**
 * Opens artifacts, and follows the pointer to the live one and the risk that the workspace has chosen. A model that
 * cannot be opened leaves the last good one.
 */
export function createReadModel({
  dataDir,
  models,
  settings,
  pointerTtlMs = usualTtlMs,
  onError,
}: {
  dataDir: string;
  models(): Pick<ModelStore, 'readLive'>;
  settings(): Pick<SettingsStore, 'readInForce'>;
  pointerTtlMs?: number;
  onError(error: unknown): void;
}) {
  const loadModel = expiringCache(Infinity, async (hash) => loadIntentModel(join(dataDir, 'artifacts', hash)));
  const openModel = async (workspaceId: string, hash: string): Promise<IntentModel> => {
    const [model, { automation }] = await Promise.all([loadModel(hash), settings().readInForce(workspaceId)]);
    return atRisk(model, automation);
  };
  const lastGood = new Map<string, IntentModel>();
  const readModel = expiringCache<IntentModel | null>(pointerTtlMs, async (workspaceId) => {
    const live = await models().readLive(workspaceId);
    if (live === null) return null;
    const model = await openModel(workspaceId, live.hash);
    lastGood.set(workspaceId, model);
    return model;
  });
  return {
    /** With the thresholds that a workspace has chosen. */
    openModel,
    readModel: (workspaceId: string): Promise<IntentModel | null> =>
      readModel(workspaceId).catch((error: unknown) => (onError(error), lastGood.get(workspaceId) ?? null)),
  };
}
