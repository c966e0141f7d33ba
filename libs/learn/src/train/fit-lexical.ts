import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { type SparseVector, lexicalBuckets, lexicalCounts, lexicalVector } from '@switchboard/models';
import { shuffled } from './random';

export interface LexicalFit {
  /** [features, labels]. */
  weights: Float32Array;
  bias: Float32Array;
  featureOf: Int32Array;
  idf: Float32Array;
}

const epochs = 20;
const learningRate = 1.2;

/** Which buckets occur, and their smoothed inverse document frequency: ln((1 + n) / (1 + df)) + 1. */
export function countFeatures(texts: readonly string[]): { featureOf: Int32Array; idf: Float32Array } {
  const documents = new Map<number, number>();
  for (const text of texts)
    for (const bucket of lexicalCounts(text).keys()) documents.set(bucket, (documents.get(bucket) ?? 0) + 1);
  const featureOf = new Int32Array(lexicalBuckets).fill(-1);
  const idf = new Float32Array(documents.size);
  let feature = 0;
  for (const [bucket, frequency] of [...documents].sort(([a], [b]) => a - b)) {
    featureOf[bucket] = feature;
    idf[feature++] = Math.log((1 + texts.length) / (1 + frequency)) + 1;
  }
  return { featureOf, idf };
}

/** Multinomial logistic regression on sparse TF-IDF rows by AdaGrad (Duchi et al. 2011) with one rate per feature. */
export async function fitLexical(
  texts: readonly string[],
  targets: readonly number[],
  labels: number,
  random: () => number,
): Promise<LexicalFit> {
  const { featureOf, idf } = countFeatures(texts);
  const rows = texts.map((text) => lexicalVector(text, featureOf, idf));
  const weights = new Float32Array(idf.length * labels);
  const bias = new Float32Array(labels);
  const squares = new Float32Array(idf.length).fill(0.1);
  const error = new Float32Array(labels);
  const order = rows.map((_, index) => index);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = learningRate * (1 - epoch / epochs);
    for (const index of shuffled(order, random)) {
      const row = rows[index] as SparseVector;
      predictionError(row, targets[index] as number, weights, bias, error);
      descend(row, error, { weights, bias, squares, rate });
    }
    await yieldToEvents();
  }
  return { weights, bias, featureOf, idf };
}

/** Writes softmax(logits) − onehot(target) into `error`. */
function predictionError(
  { ids, weights: x }: SparseVector,
  target: number,
  weights: Float32Array,
  bias: Float32Array,
  error: Float32Array,
): void {
  const labels = bias.length;
  error.set(bias);
  for (let at = 0; at < ids.length; at++) {
    const offset = (ids[at] as number) * labels;
    const value = x[at] as number;
    for (let label = 0; label < labels; label++)
      error[label] = (error[label] as number) + value * (weights[offset + label] as number);
  }
  let peak = -Infinity;
  for (const logit of error) if (logit > peak) peak = logit;
  let sum = 0;
  for (let label = 0; label < labels; label++) sum += error[label] = Math.exp((error[label] as number) - peak);
  for (let label = 0; label < labels; label++) error[label] = (error[label] as number) / sum;
  error[target] = (error[target] as number) - 1;
}

interface Descent {
  weights: Float32Array;
  bias: Float32Array;
  squares: Float32Array;
  rate: number;
}

function descend(
  { ids, weights: x }: SparseVector,
  error: Float32Array,
  { weights, bias, squares, rate }: Descent,
): void {
  const labels = bias.length;
  let norm = 0;
  for (const value of error) norm += value * value;
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    const value = x[at] as number;
    const grown = (squares[id] as number) + value * value * norm;
    squares[id] = grown;
    const step = (rate * value) / Math.sqrt(grown);
    const offset = id * labels;
    for (let label = 0; label < labels; label++)
      weights[offset + label] = (weights[offset + label] as number) - step * (error[label] as number);
  }
  for (let label = 0; label < labels; label++)
    bias[label] = (bias[label] as number) - 0.01 * rate * (error[label] as number);
}
