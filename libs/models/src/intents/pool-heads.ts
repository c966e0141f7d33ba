import type { HeadScores, IntentModelCard } from './intent-model';
import { logSoftmax } from './numbers';

/** The log-linear pool of the heads: probabilities [labels]. */
export function poolHeads(
  { logProbabilities, margins, tuned }: Pick<HeadScores, 'logProbabilities' | 'margins' | 'tuned'>,
  weights: IntentModelCard['pool'],
): Float32Array {
  const logits = logProbabilities.map(
    (value, label) =>
      weights.perceptrons * value +
      weights.margins * (margins[label] as number) +
      (tuned === undefined ? 0 : weights.tuned * (tuned[label] as number)),
  );
  return logSoftmax(logits).map(Math.exp);
}

/**
 * The logit of a logistic regression on the standardised signals: higher is farther from what the model knows; compare it
 * with the threshold.
 */
export function outOfScopeScore(
  signals: ArrayLike<number>,
  { mean, deviation, weights, bias }: Pick<IntentModelCard['outOfScope'], 'mean' | 'deviation' | 'weights' | 'bias'>,
): number {
  return weights.reduce(
    (sum, weight, i) => sum + (weight * ((signals[i] as number) - (mean[i] as number))) / (deviation[i] as number),
    bias,
  );
}
