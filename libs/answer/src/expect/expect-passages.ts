import type { FoundPassage } from '@switchboard/knowledge';
import { sigmoid } from './logistic';
import { weights } from './weights';

/** The best intent: how likely it is rightly read, and the documents that its own answer rests on. */
export interface KnownIntent {
  probability: number;
  documents: ReadonlySet<string>;
}

/** A lead over the next document that is larger says no more. */
const largestGap = 0.3;

/**
 * The probability that the best passage answers the question, from its signals, its lead over the next document, and
 * whether the message's intent points to the same document. Passages are best first; 0 when none was found.
 */
export function expectPassages(
  passages: readonly Pick<FoundPassage, 'documentId' | 'score' | 'signals'>[],
  intent: KnownIntent | null,
): number {
  const best = passages[0];
  if (best === undefined) return 0;
  const next = passages.find(({ documentId }) => documentId !== best.documentId);
  const gap = Math.min(largestGap, best.score - (next?.score ?? 0));
  const { cosine, sentenceCosine, coverage } = best.signals;
  const w = intent === null ? weights.passagesAlone : weights.passages;
  const isSame = intent?.documents.has(best.documentId) === true;
  return sigmoid(
    w.bias +
      w.cosine * cosine +
      w.sentence * sentenceCosine +
      w.coverage * coverage +
      w.gap * gap +
      (isSame ? w.same : w.other) * (intent?.probability ?? 0),
  );
}
