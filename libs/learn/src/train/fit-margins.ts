import { setImmediate as yieldToEvents } from 'node:timers/promises';
import {
  type Margins,
  type SparseVector,
  denseScale,
  dotAt,
  lexicalBuckets,
  lexicalCounts,
  lexicalVector,
  quantizeRows,
} from '@switchboard/models';

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

/** A message as the machines see it: the scaled embedding, the words, and a constant one for the bias. */
interface Point {
  dense: Float32Array;
  words: SparseVector;
  squaredLength: number;
}

/** Fits one machine a label, with the cost of a margin that is not kept, on unit-length embeddings joined with TF-IDF of words and characters. */
export async function fitMargins(
  texts: readonly string[],
  embeddings: readonly Float32Array[],
  targets: readonly number[],
  labels: number,
  { cost }: { cost: number },
  random: () => number,
): Promise<Margins> {
  const { featureOf, idf } = countFeatures(texts);
  const points = texts.map((text, index): Point => {
    const dense = (embeddings[index] as Float32Array).map((value) => value * denseScale);
    const words = lexicalVector(text, featureOf, idf);
    return { dense, words, squaredLength: dotAt(dense, dense, 0) + dotAt(words.weights, words.weights, 0) + 1 };
  });
  const width = embeddings[0]?.length ?? 0;
  const denseWeights = new Float32Array(labels * width);
  const lexicalWeights = new Float32Array(idf.length * labels);
  const bias = new Float32Array(labels);
  for (let label = 0; label < labels; label++) {
    const signs = Int8Array.from(targets, (target) => (target === label ? 1 : -1));
    const machine = new Machine(width, idf.length);
    machine.fit(points, signs, cost, random);
    denseWeights.set(machine.dense, label * width);
    for (let feature = 0; feature < idf.length; feature++)
      lexicalWeights[feature * labels + label] = machine.words[feature] as number;
    bias[label] = machine.bias;
    await yieldToEvents();
  }
  return { denseWeights, lexicalWeights: quantizeRows(lexicalWeights, idf.length, labels), bias, featureOf, idf };
}

const maxPasses = 200;
const tolerance = 0.05;

/**
 * A linear support vector machine with squared hinge loss by dual coordinate descent with shrinking (Hsieh et al. 2008):
 * rows far outside the margin are put aside until the others have settled.
 */
class Machine {
  readonly dense: Float64Array;
  readonly words: Float64Array;
  bias = 0;

  constructor(width: number, features: number) {
    this.dense = new Float64Array(width);
    this.words = new Float64Array(features);
  }

  fit(points: readonly Point[], signs: Int8Array, cost: number, random: () => number): void {
    const diagonal = 1 / (2 * cost);
    const multipliers = new Float64Array(points.length);
    const order = Int32Array.from(points.keys());
    let active = order.length;
    let previousLargest = Infinity;
    for (let pass = 0; pass < maxPasses; pass++) {
      let [largest, smallest] = [-Infinity, Infinity];
      for (let i = 0; i < active; i++) swap(order, i, i + Math.floor(random() * (active - i)));
      for (let i = 0; i < active; i++) {
        const row = order[i] as number;
        const point = points[row] as Point;
        const sign = signs[row] as number;
        const multiplier = multipliers[row] as number;
        const gradient = sign * this.margin(point) - 1 + diagonal * multiplier;
        if (multiplier === 0 && gradient > previousLargest) {
          swap(order, i--, --active);
          continue;
        }
        const projected = multiplier === 0 ? Math.min(0, gradient) : gradient;
        largest = Math.max(largest, projected);
        smallest = Math.min(smallest, projected);
        if (Math.abs(projected) < 1e-12) continue;
        const next = Math.max(0, multiplier - gradient / (point.squaredLength + diagonal));
        this.add(point, sign * (next - multiplier));
        multipliers[row] = next;
      }
      if (largest - smallest <= tolerance) {
        if (active === order.length) return;
        active = order.length;
        previousLargest = Infinity;
      } else previousLargest = largest > 0 ? largest : Infinity;
    }
  }

  private margin({ dense, words: { ids, weights } }: Point): number {
    let sum = this.bias + dotAt(dense, this.dense, 0);
    for (let at = 0; at < ids.length; at++) sum += (weights[at] as number) * (this.words[ids[at] as number] as number);
    return sum;
  }

  private add({ dense, words: { ids, weights } }: Point, factor: number): void {
    this.bias += factor;
    for (let i = 0; i < dense.length; i++) this.dense[i] = (this.dense[i] as number) + factor * (dense[i] as number);
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] as number;
      this.words[id] = (this.words[id] as number) + factor * (weights[at] as number);
    }
  }
}

function swap(items: Int32Array, a: number, b: number): void {
  const kept = items[a] as number;
  items[a] = items[b] as number;
  items[b] = kept;
}
