import { createHash } from 'node:crypto';
import { type Encoder, type IntentModelCard, type IntentWeights, poolHeads } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { argmax, calibratePool } from './calibrate-pool';
import {
  type HeldOutRow,
  type IntentData,
  encodeAll,
  fit,
  holdOut,
  readData,
  scoreRows,
  signalsWithout,
} from './fit-intents';
import { type ScopeExample, fitScopeStack, scopeThreshold } from './fit-out-of-scope';
import { seededRandom, shuffled } from './random';
import { riskThresholds } from './risk-thresholds';
import { type Fold, splitFolds } from './split-folds';

export interface TrainOptions {
  rows: readonly IntentRow[];
  /** Chosen on, then trained on too; without them the training holds out its own. */
  validRows?: readonly IntentRow[];
  encoder: Pick<Encoder, 'name' | 'space' | 'dimensions' | 'featureDimensions' | 'encode'>;
  /** Messages known to be none of the intents: they sharpen the out-of-scope score, which does not need them. */
  outsideTexts?: readonly string[];
  /** Accuracy that automatic answers shall have. */
  targetAccuracy?: number;
  /** Share of in-scope messages that the out-of-scope threshold lets through. */
  keep?: number;
  seed?: number;
  onProgress?(progress: { stage: 'embed' | 'choose' | 'fit'; done: number; total: number }): void;
}

export type TrainedIntents = IntentWeights & { card: Omit<IntentModelCard, 'files'> };

const codeVersion = '3';

/**
 * Trains the intent specialist: perceptrons on the encoder's features and support vector machines on meaning and words,
 * pooled log-linearly. The pool, risk and out-of-scope thresholds come from held-out predictions; then everything is
 * fitted again on all rows.
 */
export async function trainIntents(options: TrainOptions): Promise<TrainedIntents> {
  const { rows, validRows = [], outsideTexts = [], targetAccuracy = 0.95, keep = 0.95, seed = 1, onProgress } = options;
  const all = [...rows, ...validRows];
  const { encoder } = options;
  const data = await readData(all, encoder, (done) => onProgress?.({ stage: 'embed', done, total: all.length }));
  const { labels } = data;
  const random = seededRandom(seed);
  const indices = [...all.keys()];
  const folds: Fold[] =
    validRows.length > 0
      ? [{ train: indices.slice(0, rows.length), held: indices.slice(rows.length) }]
      : splitFolds(data.targets, random);
  const steps = { done: 0, total: folds.length + scopeParts + 1 };
  const advance = (stage: 'choose' | 'fit'): void => onProgress?.({ stage, done: steps.done++, total: steps.total });

  const held: HeldOutRow[] = [];
  for (const fold of folds) {
    advance('choose');
    held.push(...(await holdOut(data, fold, random)));
  }
  const pool = await calibratePool(held);
  const predictions = held.map((row) => {
    const probabilities = poolHeads(row, pool);
    const label = argmax(probabilities);
    return { label, confidence: probabilities[label] as number, right: label === row.target };
  });
  const examples = await leaveIntentsOut(data, folds, random, () => advance('choose'));

  advance('fit');
  const weights = await fit(data, indices, random);
  const outside = await encodeAll(outsideTexts, encoder);
  const strangers = await scoreRows(
    weights,
    outside.map((encoding, index) => ({ text: outsideTexts[index] as string, encoding })),
  );
  const stack = await fitScopeStack([
    ...examples,
    ...strangers.map(({ signals }) => ({ signals, outside: true, weight: outsideWeight })),
  ]);
  advance('fit');
  return {
    ...weights,
    card: {
      format: 3,
      labels,
      encoder: {
        name: encoder.name,
        space: encoder.space,
        dimensions: encoder.dimensions,
        featureDimensions: encoder.featureDimensions,
      },
      members: weights.perceptrons.members,
      lexicalFeatures: weights.margins.idf.length,
      neighbours: weights.distances.neighbours.scales.length,
      tunedTokens: null,
      pool,
      outOfScope: scopeThreshold(
        stack,
        held.map(({ signals }) => signals),
        keep,
      ),
      thresholds: riskThresholds(predictions, labels.length, targetAccuracy),
      targetAccuracy,
      metrics: {
        heldOutAccuracy: predictions.filter(({ right }) => right).length / predictions.length,
        heldOutRows: held.length,
        rows: all.length,
      },
      datasetHash: hashRows(all),
      codeVersion,
      createdAt: new Date().toISOString(),
    },
  };
}

/** Parts of the intents that are left out in turn, to see what strangers look like. */
const scopeParts = 5;

/** A message known to be out of scope says more than one that only was left out. */
const outsideWeight = 3;

async function leaveIntentsOut(
  data: IntentData,
  folds: readonly Fold[],
  random: () => number,
  onPart: () => void,
): Promise<ScopeExample[]> {
  const order = shuffled([...data.labels.keys()], random);
  const examples: ScopeExample[] = [];
  for (let part = 0; part < scopeParts; part++) {
    onPart();
    const unknown = new Set(order.filter((_, index) => index % scopeParts === part));
    const fold = folds[part % folds.length] as Fold;
    // A model of one intent has no odds and no margin.
    if (data.labels.length - unknown.size < 2) continue;
    const signals = await signalsWithout(data, fold, unknown, random);
    fold.held.forEach((row, index) =>
      examples.push({
        signals: signals[index] as Float32Array,
        outside: unknown.has(data.targets[row] as number),
        weight: 1,
      }),
    );
  }
  return examples;
}

function hashRows(rows: readonly IntentRow[]): string {
  const hash = createHash('sha256');
  for (const { text, intent } of rows) hash.update(JSON.stringify([text, intent]));
  return hash.digest('hex');
}
