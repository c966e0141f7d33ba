import {
  type Automation,
  type Evaluation,
  type EvaluationSummary,
  type Gate,
  type GateRules,
  type TrainingJob,
  consequenceOf,
} from '@switchboard/contracts';
import type { JobStore } from '../jobs/create-job-store';
import type { SettingsStore } from '../settings/create-settings-store';
import type { ModelStore, StoredModel } from './create-model-store';
import { NotMeasuredError } from './errors';
import { judgeCandidate } from './judge-candidate';

export interface GateDeps {
  models: Pick<ModelStore, 'read' | 'readLive' | 'readEvaluation' | 'goLive'>;
  jobs: Pick<JobStore, 'readMeasure'>;
  settings: Pick<SettingsStore, 'readInForce'>;
}

/**
 * The candidate beside the live model, on the test part of the candidate's dataset version: the same rows, which
 * neither was trained on. `tried` stands in for some of the workspace's rules. Throws ModelNotFoundError,
 * NotMeasuredError.
 */
export async function readGate(
  workspaceId: string,
  modelId: string,
  { models, jobs, settings }: GateDeps,
  tried: Partial<GateRules> = {},
): Promise<Gate> {
  const { compared, datasetVersion } = await readCompared(workspaceId, modelId, models);
  const measured = await Promise.all(compared.map(({ id }) => models.readEvaluation(workspaceId, id, datasetVersion)));
  const missing = compared.filter((_, index) => measured[index] === null);
  if (missing.length > 0) {
    const found = await Promise.all(missing.map(({ id }) => jobs.readMeasure(workspaceId, id, datasetVersion)));
    return { state: 'unmeasured', jobs: found.filter((job): job is TrainingJob => job !== null) };
  }
  const { gate, automation } = await settings.readInForce(workspaceId);
  const [candidate, live = null] = measured.map((evaluation) => summaryAt(evaluation as Evaluation, automation));
  const report = judgeCandidate(candidate as EvaluationSummary, live, { ...gate, ...tried });
  return { state: 'measured', report };
}

/** What the gate of a candidate needs to know: how it and the live model do on its version. */
export async function readCompared(
  workspaceId: string,
  modelId: string,
  models: Pick<ModelStore, 'read' | 'readLive'>,
): Promise<{ compared: StoredModel[]; datasetVersion: number }> {
  const [candidate, live] = await Promise.all([models.read(workspaceId, modelId), models.readLive(workspaceId)]);
  if (candidate.datasetVersion === null) throw new NotMeasuredError(modelId);
  return { compared: live === null ? [candidate] : [candidate, live], datasetVersion: candidate.datasetVersion };
}

/** Without the messages, and with what the workspace's choice makes of them. */
function summaryAt(evaluation: Evaluation, automation: Automation): EvaluationSummary {
  const { rows: _, risks: __, ...summary } = evaluation;
  return { ...summary, ...consequenceOf(evaluation, automation) };
}
