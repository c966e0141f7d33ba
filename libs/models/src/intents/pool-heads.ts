import type { HeadScores, IntentModelCard } from './intent-model';
import { argmax, logSoftmax } from './numbers';

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

/** The logit of a logistic regression on the standardised signals: higher is farther from what the model knows. */
export function strangeness(
  signals: ArrayLike<number>,
  { mean, deviation, weights, bias }: Pick<IntentModelCard['outOfScope'], 'mean' | 'deviation' | 'weights' | 'bias'>,
): number {
  return weights.reduce(
    (sum, weight, i) => sum + (weight * ((signals[i] as number) - (mean[i] as number))) / (deviation[i] as number),
    bias,
  );
}

/** What an out-of-scope threshold is compared with: the strangeness, less what is usual for the message's best intent. */
export function outOfScopeScore(
  { signals, logProbabilities }: Pick<HeadScores, 'signals' | 'logProbabilities'>,
  scope: Pick<IntentModelCard['outOfScope'], 'mean' | 'deviation' | 'weights' | 'bias' | 'offsets'>,
): number {
  return strangeness(signals, scope) - (scope.offsets[argmax(logProbabilities)] as number);
}
