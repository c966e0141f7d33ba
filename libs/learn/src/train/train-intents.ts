import { riskLevels } from '@switchboard/contracts';
import {
  type Encoder,
  type IntentModelCard,
  type IntentWeights,
  type TunedEncoder,
  argmax,
  artifactFormat,
  poolHeads,
} from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { calibratePool } from './calibrate-pool';
import {
  type HeldOutRow,
  type IntentData,
  encodeAll,
  fit,
  holdOut,
  readData,
  roughRows,
  scoreRows,
  signalsWithout,
} from './fit-intents';
import { type ScopeExample, fitScopeStack, scopeLimits } from './fit-out-of-scope';
import { createMeter } from './create-meter';
import { type Phase, perceptronShare, planTraining } from './plan-training';
import { seededRandom, shuffled } from './random';
import { type Recipe, defaultRecipe } from './recipe';
import { type Prediction, riskThresholds } from './risk-thresholds';
import { type RecipeTrial, searchRecipe } from './search-recipe';
import { type Fold, foldSizes, splitFolds } from './split-folds';
import type { TrainOptions, TrainProgress } from './train-options';
import { type FineTuneTrial, epochsFor, tryFineTuning } from './try-fine-tuning';

export interface TrainedIntents extends IntentWeights {
  card: Omit<IntentModelCard, 'files'>;
  tuned: TunedEncoder | null;
  /** What models that had not seen a row said of it; `row` counts from 0 through rows and validRows. */
  heldOut: (Prediction & { row: number })[];
  /** Whether fine-tuning paid: accuracy and log loss on the same held-out rows; null when it was not tried. */
  trial: FineTuneTrial | null;
  /** Recipes that were tried, the defaults first; empty without a search. */
  recipes: RecipeTrial[];
}

const codeVersion = '6';

/**
 * Trains the intent specialist: perceptrons on the encoder's features and support vector machines on meaning and words,
 * and an encoder of its own where that is asked for and wins, pooled log-linearly. The pool, risk and out-of-scope
 * thresholds come from held-out predictions; then everything is fitted again on all rows. Rejects with the signal's
 * reason when aborted.
 */
export async function trainIntents(options: TrainOptions): Promise<TrainedIntents> {
  const { rows, validRows = [], outsideTexts = [], targetAccuracy = 0.95, keep = 0.95, seed = 1 } = options;
  const { encoder, onProgress, signal } = options;
  const all = [...rows, ...validRows];
  const meter = createMeter(planOf(options));
  const tell = (share: number, curve: Partial<TrainProgress> = {}): void =>
    onProgress?.({ ...curve, ...meter.read(share) });
  const next = (): void => {
    signal?.throwIfAborted();
    onProgress?.(meter.next());
  };
  const data = await readData(all, encoder, (done) => tell(done / all.length));
  const random = seededRandom(seed);
  const folds: Fold[] = validRows.length > 0 ? [givenFold(rows, validRows)] : splitFolds(data.targets, random);
  const { recipe, trials } = await chooseRecipe(data, folds[0] as Fold, { ...options, seed, onTrial: next });
  const ofFit = perceptronShare(data.labels.length, recipe);
  /** Hears of the epochs of a fit. */
  const curve = () => {
    let epoch = 0;
    return (loss: number): void => tell((ofFit * ++epoch) / recipe.epochs, { loss });
  };

  let held: HeldOutRow[] = [];
  for (const fold of folds) {
    next();
    let last = NaN;
    const hear = curve();
    held.push(...(await holdOut(data, fold, recipe, random, (loss) => hear((last = loss)))));
    tell(1, { loss: last, accuracy: shareRight(held) });
  }
  const examples = await leaveIntentsOut(data, folds, recipe, random, next);
  if (options.method === 'finetune') next();
  /** The fine-tuning's own steps, as a phase of the whole. */
  const onStep = ({ stage: _, done, total, ...point }: TrainProgress): void => tell(done / total, point);
  const tuning =
    options.method === 'finetune'
      ? await tryFineTuning(data, folds[0] as Fold, held, { ...options, seed, onProgress: onStep })
      : null;
  if (tuning?.trial.wins) held = tuning.held;
  const pool = await calibratePool(held);
  const heldOut = held.map((row) => ({ row: row.row, ...predictionOf(row, pool) }));

  next();
  const weights = await fit(data, [...all.keys()], recipe, random, curve());
  const strangers = await scoreRows(weights, await readOutside(outsideTexts, encoder));
  const stack = await fitScopeStack([
    ...examples,
    ...strangers.map(({ signals }) => ({ signals, outside: true, weight: outsideWeight })),
  ]);
  if (tuning !== null) next();
  const tuned = tuning?.trial.wins ? await tuning.refit() : null;
  next();
  const { name, space, dimensions, featureDimensions } = encoder;
  return {
    ...weights,
    tuned,
    heldOut,
    trial: tuning?.trial ?? null,
    recipes: trials,
    card: {
      format: artifactFormat,
      labels: data.labels,
      encoder: { name, space, dimensions, featureDimensions },
      members: weights.perceptrons.members,
      lexicalFeatures: weights.margins.idf.length,
      neighbours: weights.distances.neighbours.scales.length,
      tuned: tuned && { maxTokens: tuned.maxTokens, prefix: tuned.prefix },
      pool,
      outOfScope: {
        ...stack,
        ...scopeLimits(
          stack,
          held.map(({ signals }) => signals),
          keep,
        ),
      },
      likeness: usualLikeness(held),
      thresholds: riskThresholds(heldOut, data.labels.length, targetAccuracy),
      targetAccuracy,
      riskThresholds: riskLevels.map((risk) => {
        return { risk, thresholds: riskThresholds(heldOut, data.labels.length, 1 - risk) };
      }),
      metrics: {
        heldOutAccuracy: heldOut.filter(({ right }) => right).length / heldOut.length,
        heldOutRows: held.length,
        rows: all.length,
      },
      datasetHash: data.hash,
      codeVersion,
      createdAt: new Date().toISOString(),
    },
  };
}

/** Mean and standard deviation of how near held-out messages are to their own label's. */
function usualLikeness(held: readonly HeldOutRow[]): IntentModelCard['likeness'] {
  const own = held.map(({ likeness, target }) => likeness[target] as number);
  const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
  const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

/** The defaults, or what a search on the fold finds better. */
async function chooseRecipe(
  data: IntentData,
  fold: Fold,
  { tune: count = 0, seed, onTrial }: Pick<TrainOptions, 'tune'> & { seed: number; onTrial(): void },
): Promise<{ recipe: Recipe; trials: RecipeTrial[] }> {
  if (count === 0) return { recipe: defaultRecipe(data.targets.length / data.labels.length), trials: [] };
  return searchRecipe(data, fold, { count, seed, onTrial });
}

/** What lies before a training, told by its rows alone. */
function planOf({ rows, validRows = [], tune = 0, method }: TrainOptions): Phase[] {
  const count = rows.length + validRows.length;
  const labels = new Set([...rows, ...validRows].map(({ intent }) => intent)).size;
  return planTraining({
    rows: count,
    labels,
    recipe: defaultRecipe(count / labels),
    trials: tune === 0 ? 0 : tune + 1,
    folds: validRows.length > 0 ? [rows.length] : foldSizes(count),
    parts: scopeParts,
    partRows: roughRows,
    tunedEpochs: method === 'finetune' ? epochsFor(count / labels) : 0,
  });
}

/** Of the perceptrons alone, for the curve. */
const shareRight = (held: readonly HeldOutRow[]): number =>
  held.filter(({ logProbabilities, target }) => argmax(logProbabilities) === target).length / held.length;

/** The rows given for choosing, as the one fold. */
function givenFold(rows: readonly IntentRow[], validRows: readonly IntentRow[]): Fold {
  return { train: [...rows.keys()], held: validRows.map((_, index) => rows.length + index) };
}

function predictionOf(row: HeldOutRow, pool: IntentModelCard['pool']): Prediction {
  const probabilities = poolHeads(row, pool);
  const label = argmax(probabilities);
  return { label, confidence: probabilities[label] as number, right: label === row.target };
}

async function readOutside(texts: readonly string[], encoder: Pick<Encoder, 'encode'>) {
  const encodings = await encodeAll(texts, encoder);
  return encodings.map((encoding, index) => ({ text: texts[index] as string, encoding }));
}

/** Parts of the intents that are left out in turn, to see what strangers look like. */
const scopeParts = 5;

/** A message known to be out of scope says more than one that only was left out. */
const outsideWeight = 3;

async function leaveIntentsOut(
  data: IntentData,
  folds: readonly Fold[],
  recipe: Recipe,
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
    const signals = await signalsWithout(data, fold, unknown, recipe, random);
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
