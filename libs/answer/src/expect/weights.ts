/**
 * Logistic regressions that turn what the models said into the probability that an answer is right. Fitted on packs, and
 * on nothing of `evals/`: examples of an intent as models that had not seen them read them, questions written for their
 * articles with a string that the answer has, questions that no article answers, and messages of other packs. Of these,
 * a fifth counts as outside what a desk knows. `npx switchboard eval pack` measures what comes of it.
 */
export const weights = {
  version: 1,
  /** The best intent is the right one, among messages that the desk knows. */
  intent: { bias: 0.13, confidence: 0.76 },
  /** The message is one that the desk knows, by the distance of the out-of-scope score to its threshold. */
  scope: { bias: 0.01, margin: 0.96 },
  /** The best passage answers, beside an intent whose answer rests on the same document, or on another. */
  passages: { bias: -6.15, cosine: 2.35, sentence: 6.12, coverage: 2.55, gap: 1.78, same: 2.14, other: -1.06 },
  /** The best passage answers, when no intent is known. */
  passagesAlone: { bias: -10.21, cosine: 4.34, sentence: 10.59, coverage: 6.04, gap: 1.61, same: 0, other: 0 },
  /** How far another document that answers speaks against an intent's own answer. */
  doubt: 0.5,
} as const;
