import { type IntentData, holdOut } from './fit-intents';
import { type Judgement, judgePool } from './judge-pool';
import { seededRandom } from './random';
import { type Recipe, defaultRecipe, drawRecipe } from './recipe';
import type { Fold } from './split-folds';

/** A recipe and how it did on the held-out rows. */
export interface RecipeTrial extends Judgement {
  recipe: Recipe;
  chosen: boolean;
}

/**
 * Random search (Bergstra and Bengio 2012): the defaults and `count` other recipes are trained on a fold and judged by
 * log loss on its held-out rows. Another one is taken only when it is clearly better than the defaults: the best of many
 * is a little better by luck alone.
 */
export async function searchRecipe(
  data: IntentData,
  fold: Fold,
  { count, seed, onTrial }: { count: number; seed: number; onTrial?(done: number): void },
): Promise<{ recipe: Recipe; trials: RecipeTrial[] }> {
  const defaults = defaultRecipe(data.targets.length / data.labels.length);
  const random = seededRandom(seed + 2);
  const recipes = [defaults, ...Array.from({ length: count }, () => drawRecipe(defaults, random))];
  const trials: RecipeTrial[] = [];
  for (const recipe of recipes) {
    onTrial?.(trials.length);
    // Every recipe sees the same chance.
    const held = await holdOut(data, fold, recipe, seededRandom(seed));
    trials.push({ recipe, ...(await judgePool(held)), chosen: false });
  }
  const [first, ...others] = trials as [RecipeTrial, ...RecipeTrial[]];
  const best = others.reduce((a, b) => (b.loss < a.loss ? b : a), first);
  const chosen = best.loss <= first.loss * (1 - worthwhile) && best.accuracy >= first.accuracy ? best : first;
  chosen.chosen = true;
  return { recipe: chosen.recipe, trials };
}

const worthwhile = 0.01;
