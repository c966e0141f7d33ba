/** What the heads are trained with. */
export interface Recipe {
  /** Perceptrons whose log-probabilities are averaged, their hidden units, and passes over the rows. */
  members: number;
  hidden: number;
  epochs: number;
  /** Peak learning rate and decay of AdamW. */
  rate: number;
  weightDecay: number;
  /** Shares of inputs and of hidden units that are hidden in each step. */
  inputDropout: number;
  hiddenDropout: number;
  /** Cost of a margin that is not kept, for the support vector machines. */
  cost: number;
}

const common = { hidden: 256, rate: 2e-3, weightDecay: 0.05, inputDropout: 0.2, hiddenDropout: 0.5 };

/** Few rows need more passes, more perceptrons to even out the chance of their starts, and a dearer margin. */
export const defaultRecipe = (rowsPerLabel: number): Recipe =>
  rowsPerLabel < 25 ? { ...common, members: 4, epochs: 30, cost: 1 } : { ...common, members: 2, epochs: 10, cost: 0.3 };

/** Another recipe around one: each setting drawn from values that made sense on public sets. */
export function drawRecipe({ epochs, members }: Recipe, random: () => number): Recipe {
  const pick = <T>(...values: [T, ...T[]]): T => values[Math.floor(random() * values.length)] as T;
  return {
    members,
    hidden: pick(128, 256, 384),
    epochs: Math.max(2, Math.round(epochs * pick(0.6, 1, 1.5))),
    rate: pick(1e-3, 2e-3, 4e-3),
    weightDecay: pick(0.01, 0.05, 0.2),
    inputDropout: pick(0.1, 0.2, 0.35),
    hiddenDropout: pick(0.3, 0.5, 0.6),
    cost: pick(0.1, 0.3, 1, 3),
  };
}
