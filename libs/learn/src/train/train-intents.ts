import { createHash } from 'node:crypto';
import { type Encoder, type IntentModel, logSoftmax } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { argmax, calibrate, fuse } from './calibrate';
import { type HeldOutRow, fit, holdOut, readData } from './fit-intents';
import { seededRandom } from './random';
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

/**
 * Trains the intent specialist: two logistic regressions (embedding; words and characters) fused log-linearly. Weights
 * of the fusion, temperature, risk and out-of-scope thresholds come from held-out predictions; then everything is
 * fitted again on all rows.
 */
export async function trainIntents(options: TrainOptions): Promise<TrainedIntents> {
  const { rows, validRows = [], targetAccuracy = 0.95, keep = 0.95, seed = 1, onProgress } = options;
  const all = [...rows, ...validRows];
  const data = await readData(all, options.encoder, (done) =>
    onProgress?.({ stage: 'embed', done, total: all.length }),
  );
  const { labels } = data;
  const random = seededRandom(seed);
  const indices = all.map((_, index) => index);
  const folds: Fold[] =
    validRows.length > 0
      ? [{ train: indices.slice(0, rows.length), held: indices.slice(rows.length) }]
      : splitFolds(data.targets, random);

  const held: HeldOutRow[] = [];
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

/** Energy (Liu et al. 2020) and distance to the nearest messages, each standardised on held-out rows, summed. */
function outOfScopeThreshold(held: readonly HeldOutRow[], keep: number) {
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
