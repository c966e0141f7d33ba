import type { IntentModel, IntentModelCard } from '@switchboard/models';
import { atRisk } from './at-risk';

const card = (more: Partial<IntentModelCard> = {}): { card: IntentModelCard } => ({
  card: {
    labels: ['a', 'b'],
    thresholds: [0.4, 0.5],
    riskThresholds: [
      { risk: 0.01, thresholds: [0.8, 1.01] },
      { risk: 0.2, thresholds: [0.1, 0.2] },
    ],
    ...more,
  } as IntentModelCard,
});
type Model = Pick<IntentModel, 'card' | 'least'>;
const thresholds = (model: { card: IntentModelCard }) => model.card.thresholds;

describe('atRisk', () => {
  it('answers less at a lower risk and more at a higher one, by the same model', () => {
    const model = card();
    expect(thresholds(atRisk(model, { risk: 0.01, minimumConfidence: 0 }))).toEqual([0.8, 1.01]);
    expect(thresholds(atRisk(model, { risk: 0.2, minimumConfidence: 0 }))).toEqual([0.1, 0.2]);
    expect(thresholds(model)).toEqual([0.4, 0.5]);
  });

  it('answers nothing under the least confidence', () => {
    expect(thresholds(atRisk(card(), { risk: 0.2, minimumConfidence: 0.15 }))).toEqual([0.15, 0.2]);
  });

  it('asks for the threshold before an answer only where less than the usual risk was chosen', () => {
    const leastAt = (risk: 0.01 | 0.2) => atRisk<Model>(card(), { risk, minimumConfidence: 0.15 }).least;
    expect(leastAt(0.01)).toEqual([0.8, 1.01]);
    expect(leastAt(0.2)).toEqual([0.15, 0.15]);
  });

  it('leaves a model its own thresholds that has none for this risk', () => {
    expect(thresholds(atRisk(card({ riskThresholds: [] }), { risk: 0.01, minimumConfidence: 0 }))).toEqual([0.4, 0.5]);
  });
});
