import type { ClaimedJob, KeptOutcome, ModelStore } from '@switchboard/learn';

/** Stores what a training process made or measured; returns the model's id. */
export function createKeepModel(
  models: Pick<ModelStore, 'readLive' | 'register' | 'saveEvaluation'>,
): (job: ClaimedJob, outcome: KeptOutcome) => Promise<string> {
  return async ({ workspaceId, method, datasetVersion, modelId }, outcome) => {
    if (outcome.kind === 'measured') {
      if (modelId === null) throw new Error('a model that is measured has an id');
      await models.saveEvaluation(workspaceId, modelId, outcome.evaluation);
      return modelId;
    }
    const { evaluation, liveEvaluation, ...version } = outcome.model;
    const live = await models.readLive(workspaceId);
    const id = await models.register(workspaceId, { ...version, method, datasetVersion });
    await models.saveEvaluation(workspaceId, id, evaluation);
    if (live !== null && liveEvaluation !== null) await models.saveEvaluation(workspaceId, live.id, liveEvaluation);
    return id;
  };
}
