import { z } from 'zod';
import type { Encoding } from '../encoder/encoder';
import { denseScale } from '../intents/intent-model';
import { type SparseVector, lexicalCounts } from '../intents/lexical-features';
import { dotAt, logSoftmax } from '../intents/numbers';

/** Words and characters of a specialist's messages are hashed into so many buckets. */
export const specialistBuckets = 1 << 14;

/** What a specialist's file says of it. */
export const specialistCardSchema = z.object({
  format: z.literal(1),
  name: z.string(),
  /** The first is the ordinary one: nothing to do. */
  labels: z.array(z.string()).min(2),
  encoder: z.object({
    name: z.string(),
    space: z.string(),
    dimensions: z.number().int(),
    featureDimensions: z.number().int(),
  }),
  /** Probability from which a label is believed, by label; on held-out examples so few of the others reach it. */
  thresholds: z.array(z.number()),
  metrics: z.record(z.string(), z.number()),
  /** SHA-256 of the examples. */
  examplesHash: z.string(),
});
export type SpecialistCard = z.infer<typeof specialistCardSchema>;

/** A multinomial logistic regression: weights [labels, width + 1], the last column the bias. */
export interface Specialist {
  card: SpecialistCard;
  weights: Float32Array;
}

/** A message as specialists see it. */
export interface SpecialistPoint {
  /** Scaled embedding and features. */
  dense: Float32Array;
  /** Unit-length counts of hashed words and characters. */
  words: SparseVector;
}

/** Columns of a specialist: dense, words, bias. */
export const specialistWidth = (dense: number): number => dense + specialistBuckets + 1;

export function specialistPoint(text: string, { embedding, features }: Encoding): SpecialistPoint {
  const dense = new Float32Array(embedding.length + features.length);
  dense.set(embedding);
  dense.set(features, embedding.length);
  return { dense: dense.map((value) => value * denseScale), words: hashedWords(text) };
}

function hashedWords(text: string): SparseVector {
  const counts = new Map<number, number>();
  for (const [bucket, times] of lexicalCounts(text)) {
    const id = bucket & (specialistBuckets - 1);
    counts.set(id, (counts.get(id) ?? 0) + times);
  }
  const entries = [...counts].map(([id, times]): [number, number] => [id, 1 + Math.log(times)]);
  entries.sort(([a], [b]) => a - b);
  const norm = Math.sqrt(entries.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return {
    ids: Int32Array.from(entries, ([id]) => id),
    weights: Float32Array.from(entries, ([, weight]) => weight / norm),
  };
}

/** log p(label) of a point; the weights may be in training (float64). [labels]. */
export function specialistLogProbabilities(
  { dense, words }: SpecialistPoint,
  weights: ArrayLike<number>,
  labels: number,
): Float32Array {
  const width = specialistWidth(dense.length);
  const logits = new Float32Array(labels);
  for (let label = 0; label < labels; label++) {
    const row = label * width;
    let sum = dotAt(dense, weights, row) + (weights[row + width - 1] as number);
    for (let at = 0; at < words.ids.length; at++)
      sum += (words.weights[at] as number) * (weights[row + dense.length + (words.ids[at] as number)] as number);
    logits[label] = sum;
  }
  return logSoftmax(logits);
}

/** Probability of each label. [labels]. */
export function scoreSpecialist({ card, weights }: Specialist, text: string, encoding: Encoding): Float32Array {
  return specialistLogProbabilities(specialistPoint(text, encoding), weights, card.labels.length).map(Math.exp);
}
