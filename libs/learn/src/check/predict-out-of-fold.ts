import { type Encoder, poolHeads } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { calibratePool } from '../train/calibrate-pool';
import { type HeldOutRow, holdOut, readData } from '../train/fit-intents';
import { seededRandom } from '../train/random';
import { defaultRecipe } from '../train/recipe';
import { crossFolds } from '../train/split-folds';

export interface OutOfFold {
  labels: string[];
  /** For each row its calibrated probabilities, in the order of `labels`, by a model that has not seen the row. */
  probabilities: Float32Array[];
}

/**
 * What models trained on the other four fifths say of each row. The only row of an intent cannot be checked and is
 * taken as right.
 */
export async function predictOutOfFold(
  rows: readonly IntentRow[],
  encoder: Pick<Encoder, 'encode'>,
  onProgress?: (progress: { stage: 'embed' | 'check'; done: number; total: number }) => void,
): Promise<OutOfFold> {
  const total = rows.length;
  const data = await readData(rows, encoder, (done) => onProgress?.({ stage: 'embed', done, total }));
  const random = seededRandom(1);
  const recipe = defaultRecipe(data.targets.length / data.labels.length);
  const folds = crossFolds(data.targets, random);
  const held: HeldOutRow[] = [];
  for (const fold of folds) {
    onProgress?.({ stage: 'check', done: held.length, total });
    held.push(...(await holdOut(data, fold, recipe, random)));
  }
  const pool = await calibratePool(held);
  const probabilities = data.targets.map((target) => oneHot(target, data.labels.length));
  folds
    .flatMap((fold) => fold.held)
    .forEach((row, index) => (probabilities[row] = poolHeads(held[index] as HeldOutRow, pool)));
  return { labels: data.labels, probabilities };
}

function oneHot(target: number, labels: number): Float32Array {
  const row = new Float32Array(labels);
  row[target] = 1;
  return row;
}
