import { type Automation, automationSchema } from '@switchboard/contracts';
import type { IntentModel, IntentModelCard } from '@switchboard/models';

/** From this risk on, what is expected of an intent's answer decides; who takes less wants its own threshold besides. */
const usualRisk = automationSchema.parse({}).risk;

/**
 * A model as a workspace uses it: with the thresholds of the risk that was chosen, and none under its least confidence.
 * The artifact stays as it is. A model without thresholds for that risk keeps its own.
 */
export function atRisk<Model extends Pick<IntentModel, 'card' | 'least'>>(
  model: Model,
  { risk, minimumConfidence }: Automation,
): Model {
  const thresholds = thresholdsAt(model.card, risk).map((own) => Math.max(own, minimumConfidence));
  const least = thresholds.map((own) => (risk < usualRisk ? own : minimumConfidence));
  return { ...model, least, card: { ...model.card, thresholds } };
}

const thresholdsAt = ({ thresholds, riskThresholds }: IntentModelCard, risk: number): number[] =>
  riskThresholds.find((level) => level.risk === risk)?.thresholds ?? thresholds;
