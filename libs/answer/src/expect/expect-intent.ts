import type { Understanding } from '@switchboard/contracts';
import { logit, sigmoid } from './logistic';
import { weights } from './weights';

/** The probability that the best intent is what the message is about: that it is in scope, and rightly read. */
export function expectIntent({ intents, outOfScope }: Pick<Understanding, 'intents' | 'outOfScope'>): number {
  const best = intents[0];
  if (best === undefined) return 0;
  const right = sigmoid(weights.intent.bias + weights.intent.confidence * logit(best.confidence));
  if (outOfScope === null) return right;
  return right * sigmoid(weights.scope.bias + weights.scope.margin * (outOfScope.threshold - outOfScope.score));
}
