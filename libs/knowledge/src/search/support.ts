import { contentWords, passageWords } from './words';

export interface SupportSignals {
  /** Cosine of the question and the best passage. */
  cosine: number;
  /** Cosine of the question and the best sentence of it. */
  sentenceCosine: number;
  /** Share of the question's content words that the best passage has. */
  coverage: number;
}

/**
 * Logistic regression fitted on one half of our retail questions, unanswerable questions and out-of-scope messages;
 * docs/benchmarks.md has what it gives on the other half.
 */
const weights = { bias: -8.21, cosine: 7.52, sentenceCosine: 6.79, coverage: 3.38 };

/** Probability that the best passage answers the question: logistic over three signals. */
export function support({ cosine, sentenceCosine, coverage }: SupportSignals): number {
  const { bias } = weights;
  const logit = bias + weights.cosine * cosine + weights.sentenceCosine * sentenceCosine + weights.coverage * coverage;
  return 1 / (1 + Math.exp(-logit));
}

/** Share of the question's content words that a text has; 0 when the question has none. */
export function coverage(question: string, text: string): number {
  const asked = new Set(contentWords(question));
  if (asked.size === 0) return 0;
  const said = new Set(passageWords(text));
  return [...asked].filter((word) => said.has(word)).length / asked.size;
}
