import type { Understanding } from '@switchboard/contracts';
import { sigmoid } from './logistic';
import { weights } from './weights';

type Weights = Record<'bias' | 'margin' | 'likeness' | 'lead' | 'unfamiliar', number>;
type Read = Pick<Understanding, 'intents' | 'outOfScope'>;

/** The probability that the best intent is what the message is about: that it is in scope, and rightly read. */
export function expectIntent(understanding: Read): number {
  return understanding.intents.length === 0 ? 0 : sigmoid(intentEvidence(understanding, weights.intent));
}

/**
 * What speaks for the best intent, as a logit. A likely intent is not enough: the nearest one of a question that nobody
 * thought of is likely too, but the message is unlike its examples and has words of its own ("an account in yen").
 */
export function intentEvidence({ intents: [best, next], outOfScope }: Read, w: Weights): number {
  const margin = outOfScope === null ? 0 : outOfScope.threshold - outOfScope.score;
  const lead = (best?.confidence ?? 0) - (next?.confidence ?? 0);
  return (
    w.bias +
    w.margin * margin +
    w.likeness * (best?.likeness ?? 0) +
    w.lead * lead +
    w.unfamiliar * (best?.unfamiliar ?? 0)
  );
}
