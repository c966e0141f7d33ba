import type { Recipe } from './recipe';
import type { TrainProgress } from './train-options';

/** A part of a training, with the time it takes in the time that encoding one row takes. */
export interface Phase {
  stage: TrainProgress['stage'];
  cost: number;
}

export interface TrainingPlan {
  rows: number;
  labels: number;
  recipe: Pick<Recipe, 'members' | 'epochs'>;
  /** Recipes that are tried, the defaults included; 0 without a search. */
  trials: number;
  /** Rows that each fold trains on. */
  folds: readonly number[];
  /** Parts of the intents that are left out in turn, and the rows that such a model trains on at most. */
  parts: number;
  partRows: number;
  /** Epochs of fine-tuning; 0 without it. */
  tunedEpochs: number;
}

/** Measured (docs/benchmarks.md): a perceptron's pass over a row, a machine's fit on it, its distances, a step of fine-tuning. */
const costs = { pass: 0.006, margin: 0.01, distances: 0.04, tuned: 2.4 };

/** What a training has before it, in order. */
export function planTraining(plan: TrainingPlan): Phase[] {
  const { rows, labels, recipe, trials, folds, parts, partRows, tunedEpochs } = plan;
  const fit = (count: number, members = recipe.members, known = labels): number =>
    count * (members * recipe.epochs * costs.pass + known * costs.margin + costs.distances);
  const [first = rows] = folds;
  // Without the intents that are left out.
  const rest = 1 - 1 / parts;
  const rough = fit(Math.min(first * rest, partRows), 1, labels * rest);
  const tuned = (count: number): Phase => ({ stage: 'fine-tune', cost: count * tunedEpochs * costs.tuned });
  return [
    { stage: 'embed', cost: rows },
    ...Array.from({ length: trials }, (): Phase => ({ stage: 'tune', cost: fit(first) })),
    ...folds.map((count): Phase => ({ stage: 'choose', cost: fit(count) })),
    ...Array.from({ length: parts }, (): Phase => ({ stage: 'choose', cost: rough })),
    ...(tunedEpochs === 0 ? [] : [tuned(first)]),
    { stage: 'fit', cost: fit(rows) },
    ...(tunedEpochs === 0 ? [] : [tuned(rows)]),
  ];
}

/** Of a fit, the share of the perceptrons, which tell how far they are. */
export const perceptronShare = (labels: number, { members, epochs }: TrainingPlan['recipe']): number => {
  const passes = members * epochs * costs.pass;
  return passes / (passes + labels * costs.margin + costs.distances);
};
