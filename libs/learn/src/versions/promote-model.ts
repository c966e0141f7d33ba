import type { Evaluation, EvaluationSummary, GateReport } from '@switchboard/contracts';
import type { ModelStore, StoredModel } from './create-model-store';
import { GateClosedError, NotMeasuredError } from './errors';
import { judgeCandidate } from './judge-candidate';

export interface GateDeps {
  models: Pick<ModelStore, 'read' | 'readLive' | 'readEvaluation' | 'saveEvaluation' | 'goLive'>;
  /** Measures a model on the test part of a dataset version. */
  evaluate(workspaceId: string, model: StoredModel, datasetVersion: number): Promise<Evaluation>;
}

/**
 * The candidate beside the live model, on the test part of the candidate's dataset version: the same rows, which
 * neither was trained on. Throws ModelNotFoundError, NotMeasuredError.
 */
export async function readGate(workspaceId: string, modelId: string, deps: GateDeps): Promise<GateReport> {
  const candidate = await deps.models.read(workspaceId, modelId);
  if (candidate.datasetVersion === null) throw new NotMeasuredError(modelId);
  const live = await deps.models.readLive(workspaceId);
  const on = (model: StoredModel): Promise<Evaluation> =>
    measureOnce(workspaceId, model, candidate.datasetVersion as number, deps);
  return judgeCandidate(withoutRows(await on(candidate)), live === null ? null : withoutRows(await on(live)));
}

/**
 * Makes a model live: a pointer change that running desks take within a second. Through a closed gate only with a
 * reason, which is kept. Throws GateClosedError.
 */
export async function promoteModel(
  workspaceId: string,
  modelId: string,
  { by, reason }: { by: string; reason?: string },
  deps: GateDeps,
): Promise<GateReport> {
  const gate = await readGate(workspaceId, modelId, deps);
  if (!gate.passed && reason === undefined) throw new GateClosedError(gate.checks.filter(({ passed }) => !passed));
  const how = { kind: 'promote' as const, by, ...(gate.passed || reason === undefined ? {} : { reason }) };
  await deps.models.goLive(workspaceId, modelId, how);
  return gate;
}

/** A model is measured on a version once: neither ever changes. */
export async function measureOnce(
  workspaceId: string,
  model: StoredModel,
  datasetVersion: number,
  { models, evaluate }: GateDeps,
): Promise<Evaluation> {
  const known = await models.readEvaluation(workspaceId, model.id, datasetVersion);
  if (known !== null) return known;
  const evaluation = await evaluate(workspaceId, model, datasetVersion);
  await models.saveEvaluation(workspaceId, model.id, evaluation);
  return evaluation;
}

const withoutRows = ({ rows: _, ...summary }: Evaluation): EvaluationSummary => summary;
