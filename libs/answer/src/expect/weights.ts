/**
 * Logistic regressions that turn what the models said into the probability that an answer is right. Those of passages were
 * fitted on packs; those of intents and their answers on the development halves of four packs' messages together, with
 * features that did as well on a pack that the weights had not seen. `npx switchboard eval pack` measures what comes of
 * it, on the other halves too.
 */
export const weights = {
  version: 2,
  /**
   * The best intent is what the message is about, by the distance to the out-of-scope threshold, the likeness to the
   * intent's examples, the lead of its confidence over the next, and the share of words that none of the examples has.
   */
  intent: { bias: -0.73, margin: 0.46, likeness: 0.93, lead: 2.69, unfamiliar: -2.15 },
  /** Its own answer answers: the same, and the best passage, which stands in a document of the answer or elsewhere. */
  curated: {
    bias: -1.32,
    margin: 0.33,
    likeness: 1.11,
    lead: 2.11,
    unfamiliar: -2.75,
    together: 1.36,
    elsewhere: -0.42,
  },
  /** The best passage answers, beside an intent whose answer rests on the same document, or on another. */
  passages: { bias: -6.15, cosine: 2.35, sentence: 6.12, coverage: 2.55, gap: 1.78, same: 2.14, other: -1.06 },
  /** The best passage answers, when no intent is known. */
  passagesAlone: { bias: -10.21, cosine: 4.34, sentence: 10.59, coverage: 6.04, gap: 1.61, same: 0, other: 0 },
} as const;
