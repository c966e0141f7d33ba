import type { TunedEncoder } from '@switchboard/models';
import { UntrainableDataError } from '../data/check-training-rows';
import { type FineTuneSettings, openBase } from './fine-tune-intents';
import type { HeldOutRow, IntentData } from './fit-intents';
import { type Judgement, judgePool } from './judge-pool';
import { seededRandom } from './random';
import type { Fold } from './split-folds';
import type { TrainOptions } from './train-options';

/** The head alone beside the head with a fine-tuned encoder, on the same held-out rows. */
export interface FineTuneTrial {
  wins: boolean;
  epoch: number;
  rows: number;
  head: Judgement;
  tuned: Judgement;
}

interface FineTuning {
  trial: FineTuneTrial;
  /** The held-out rows with the scores of the fine-tuned encoder. */
  held: HeldOutRow[];
  /** Fine-tunes once more, on all rows. */
  refit(): Promise<TunedEncoder>;
}

/** Few rows are read more often. */
export const epochsFor = (rowsPerLabel: number): number => (rowsPerLabel < 25 ? 10 : 5);

/** Log loss must fall by so much for an encoder of its own to be worth its size and time. */
const worthwhile = 0.01;

/** Fine-tunes on a fold and says whether the pool is better with it. */
export async function tryFineTuning(
  data: IntentData,
  fold: Fold,
  heldRows: readonly HeldOutRow[],
  options: TrainOptions & { seed: number },
): Promise<FineTuning> {
  if (options.base === undefined) throw new UntrainableDataError('fine-tuning needs the files of the base encoder');
  const base = await openBase(options.base);
  const epochs = epochsFor(data.targets.length / data.labels.length);
  const settings = settingsOf(data, epochs, options);
  const random = seededRandom(options.seed + 1);
  const tuned = await base.tune(data, fold, { ...settings, name: 'trial' }, random);
  const scores = new Map(fold.held.map((row, index) => [row, tuned.heldLogProbabilities[index] as Float32Array]));
  const own = heldRows.filter(({ row }) => scores.has(row));
  const held = own.map((row) => ({ ...row, tuned: scores.get(row.row) as Float32Array }));
  const [head, both] = [await judgePool(own), await judgePool(held)];
  const wins = both.accuracy >= head.accuracy && both.loss <= head.loss * (1 - worthwhile);
  return {
    trial: { wins, epoch: tuned.epoch, rows: held.length, head, tuned: both },
    held,
    async refit() {
      const all = { train: [...data.targets.keys()], held: [] };
      const final = await base.tune(data, all, { ...settings, name: 'final', stopAfter: tuned.epoch }, random);
      return base.toArtifact(final, data.texts);
    },
  };
}

function settingsOf(
  data: IntentData,
  epochs: number,
  { seed, signal, checkpointDir, onProgress, encoder }: TrainOptions & { seed: number },
): FineTuneSettings {
  let accuracy: number | undefined;
  return {
    epochs,
    seed,
    ...(signal === undefined ? {} : { signal }),
    ...(checkpointDir === undefined
      ? {}
      : { checkpoints: { folder: checkpointDir, key: [encoder.space, epochs, seed, data.hash].join(' ') } }),
    onStep: ({ step, steps, loss }) =>
      onProgress?.({
        stage: 'fine-tune',
        done: step,
        total: steps,
        epoch: Math.ceil((step * epochs) / steps),
        loss,
        ...(accuracy === undefined ? {} : { accuracy }),
      }),
    // The fit on all rows holds nothing out.
    onEpoch: (result) => (accuracy = Number.isNaN(result.accuracy) ? undefined : result.accuracy),
  };
}
