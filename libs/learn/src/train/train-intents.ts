import { createHash } from 'node:crypto';
import {
  type Encoder,
  type Int8Matrix,
  type IntentModel,
  denseLogits,
  lexicalLogits,
  logSoftmax,
  logSumExp,
  nearestSimilarity,
  quantizeRows,
} from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { type HeldOut, argmax, calibrate, fuse } from './calibrate';
import { fitDense } from './fit-dense';
import { fitLexical } from './fit-lexical';
import { seededRandom, shuffled } from './random';
import { riskThresholds } from './risk-thresholds';
import { type Fold, splitFolds } from './split-folds';

export interface TrainOptions {
  rows: readonly IntentRow[];
  /** Chosen on, then trained on too; without them the training holds out its own. */
  validRows?: readonly IntentRow[];
  encoder: Pick<Encoder, 'name' | 'space' | 'dimensions' | 'embed'>;
  /** Accuracy that automatic answers shall have. */
  targetAccuracy?: number;
  /** Share of in-scope messages that the out-of-scope threshold lets through. */
  keep?: number;
  seed?: number;
  onProgress?(progress: { stage: 'embed' | 'choose' | 'fit'; done: number; total: number }): void;
}

export type TrainedIntents = Omit<IntentModel, 'hash' | 'card'> & { card: Omit<IntentModel['card'], 'files'> };

const codeVersion = '1';
const embedAtOnce = 64;
const maxNeighbours = 2_000;

interface Data {
  texts: string[];
  targets: number[];
  embeddings: Float32Array[];
  labels: string[];
}

/**
 * Trains the intent specialist: two logistic regressions (embedding; words and characters) fused log-linearly. Weights
 * of the fusion, temperature, risk and out-of-scope thresholds come from held-out predictions; then everything is
 * fitted again on all rows.
 */
export async function trainIntents(options: TrainOptions): Promise<TrainedIntents> {
  const { rows, validRows = [], targetAccuracy = 0.95, keep = 0.95, seed = 1, onProgress } = options;
  const all = [...rows, ...validRows];
  const labels = [...new Set(all.map(({ intent }) => intent))].sort();
  const data: Data = {
    texts: all.map(({ text }) => text),
    targets: all.map(({ intent }) => labels.indexOf(intent)),
    embeddings: await embedAll(all, options),
    labels,
  };
  const random = seededRandom(seed);
  const indices = all.map((_, index) => index);
  const folds: Fold[] =
    validRows.length > 0
      ? [{ train: indices.slice(0, rows.length), held: indices.slice(rows.length) }]
      : splitFolds(data.targets, random);

  const held: (HeldOut & { energy: number; similarity: number })[] = [];
  for (const [index, fold] of folds.entries()) {
    onProgress?.({ stage: 'choose', done: index, total: folds.length });
    held.push(...(await holdOut(data, fold, random)));
  }
  const { lexicalWeight, temperature, accuracy } = calibrate(held);
  const predictions = held.map((row) => {
    const probabilities = logSoftmax(fuse(row, lexicalWeight).map((value) => value / temperature)).map(Math.exp);
    const label = argmax(probabilities);
    return { label, confidence: probabilities[label] as number, right: label === row.target };
  });

  onProgress?.({ stage: 'fit', done: 0, total: 1 });
  const weights = await fit(data, indices, random);
  onProgress?.({ stage: 'fit', done: 1, total: 1 });
  return {
    ...weights,
    card: {
      format: 1,
      labels,
      encoder: { name: options.encoder.name, space: options.encoder.space, dimensions: options.encoder.dimensions },
      features: weights.idf.length,
      neighbours: weights.neighbourRows.scales.length,
      lexicalWeight,
      temperature,
      outOfScope: outOfScopeThreshold(held, keep),
      thresholds: riskThresholds(predictions, labels.length, targetAccuracy),
      targetAccuracy,
      metrics: { heldOutAccuracy: accuracy, heldOutRows: held.length, rows: all.length },
      datasetHash: hashRows(all),
      codeVersion,
      createdAt: new Date().toISOString(),
    },
  };
}

async function embedAll(rows: readonly IntentRow[], { encoder, onProgress }: TrainOptions): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let at = 0; at < rows.length; at += embedAtOnce) {
    onProgress?.({ stage: 'embed', done: at, total: rows.length });
    vectors.push(
      ...(await encoder.embed(
        rows.slice(at, at + embedAtOnce).map(({ text }) => text),
        { bulk: true },
      )),
    );
  }
  return vectors;
}

async function fit(data: Data, indices: readonly number[], random: () => number) {
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
async function holdOut(data: Data, { train, held }: Fold, random: () => number) {
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

/** Energy (Liu et al. 2020) and distance to the nearest messages, each standardised on held-out rows, summed. */
function outOfScopeThreshold(held: readonly { energy: number; similarity: number }[], keep: number) {
  const [energyMean, energyDeviation] = moments(held.map(({ energy }) => energy));
  const [neighbourMean, neighbourDeviation] = moments(held.map(({ similarity }) => -similarity));
  const scores = held
    .map(
      ({ energy, similarity }) =>
        (energy - energyMean) / energyDeviation + (-similarity - neighbourMean) / neighbourDeviation,
    )
    .sort((a, b) => a - b);
  const quantile = (share: number): number =>
    scores[Math.min(scores.length - 1, Math.round(share * (scores.length - 1)))] ?? 0;
  const quantiles = Array.from({ length: 101 }, (_, percent) => quantile(percent / 100));
  return { energyMean, energyDeviation, neighbourMean, neighbourDeviation, threshold: quantile(keep), keep, quantiles };
}

function moments(values: readonly number[]): [mean: number, deviation: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return [mean, Math.sqrt(variance) || 1];
}

function hashRows(rows: readonly IntentRow[]): string {
  const hash = createHash('sha256');
  for (const { text, intent } of rows) hash.update(JSON.stringify([text, intent]));
  return hash.digest('hex');
}
