import {
  type Encoder,
  type Int8Matrix,
  denseLogits,
  lexicalLogits,
  logSoftmax,
  logSumExp,
  nearestSimilarity,
  quantizeRows,
} from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import type { HeldOut } from './calibrate';
import { fitDense } from './fit-dense';
import { fitLexical } from './fit-lexical';
import { shuffled } from './random';
import type { Fold } from './split-folds';

/** Rows as the training reads them: parallel lists, labels sorted. */
export interface IntentData {
  texts: string[];
  targets: number[];
  embeddings: Float32Array[];
  labels: string[];
}

/** A held-out row: what both regressions say, and how far it is from what they know. */
export type HeldOutRow = HeldOut & { energy: number; similarity: number };

const embedAtOnce = 64;
const maxNeighbours = 2_000;

/** Embeds the rows; `onProgress` hears how many are done. */
export async function readData(
  rows: readonly IntentRow[],
  encoder: Pick<Encoder, 'embed'>,
  onProgress?: (done: number) => void,
): Promise<IntentData> {
  const labels = [...new Set(rows.map(({ intent }) => intent))].sort();
  const labelOf = new Map(labels.map((label, index) => [label, index]));
  const texts = rows.map(({ text }) => text);
  const embeddings: Float32Array[] = [];
  for (let at = 0; at < rows.length; at += embedAtOnce) {
    onProgress?.(at);
    embeddings.push(...(await encoder.embed(texts.slice(at, at + embedAtOnce), { bulk: true })));
  }
  return { texts, targets: rows.map(({ intent }) => labelOf.get(intent) as number), embeddings, labels };
}

/** Both regressions and the neighbours, from the rows at `indices`. */
export async function fit(data: IntentData, indices: readonly number[], random: () => number) {
  const pick = <T>(items: readonly T[]): T[] => indices.map((index) => items[index] as T);
  const [texts, targets, embeddings] = [pick(data.texts), pick(data.targets), pick(data.embeddings)];
  const dense = await fitDense(embeddings, targets, data.labels.length);
  const lexical = await fitLexical(texts, targets, data.labels.length, random);
  const neighbours = sampleNeighbours(embeddings, targets, random);
  return {
    denseWeights: dense.weights,
    denseBias: dense.bias,
    lexicalWeights: quantizeRows(lexical.weights, lexical.idf.length, data.labels.length),
    lexicalBias: lexical.bias,
    featureOf: lexical.featureOf,
    idf: lexical.idf,
    neighbourRows: neighbours,
  };
}

/** An equal share of every label's vectors: looking through them costs a message under a millisecond. */
function sampleNeighbours(
  embeddings: readonly Float32Array[],
  targets: readonly number[],
  random: () => number,
): Int8Matrix {
  const share = Math.max(2, Math.floor(maxNeighbours / new Set(targets).size));
  const taken = new Map<number, number>();
  const sample = shuffled(
    embeddings.map((embedding, index) => ({ embedding, label: targets[index] as number })),
    random,
  ).filter(({ label }) => {
    const count = (taken.get(label) ?? 0) + 1;
    taken.set(label, count);
    return count <= share;
  });
  const width = embeddings[0]?.length ?? 0;
  const flat = new Float32Array(sample.length * width);
  sample.forEach(({ embedding }, index) => flat.set(embedding, index * width));
  return quantizeRows(flat, sample.length, width);
}

/** Fits on a fold's training part and scores its held-out part, exactly as serving would. */
export async function holdOut(data: IntentData, { train, held }: Fold, random: () => number): Promise<HeldOutRow[]> {
  const model = await fit(data, train, random);
  return held.map((index) => {
    const embedding = data.embeddings[index] as Float32Array;
    const logits = denseLogits(model, embedding);
    return {
      dense: logSoftmax(logits),
      lexical: logSoftmax(lexicalLogits(model, data.texts[index] as string)),
      target: data.targets[index] as number,
      energy: -logSumExp(logits),
      similarity: nearestSimilarity(model, embedding),
    };
  });
}
