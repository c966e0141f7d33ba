import { type HeadScores, type IntentModelCard, logSoftmax } from '@switchboard/models';
import { minimizeLbfgs } from './lbfgs';

type Row = HeadScores & { target: number };
export type PoolWeights = IntentModelCard['pool'];

/**
 * Weights of both heads that make held-out rows most probable. They choose how far each is trusted and how sure the
 * pool is at once: with one head it would be the temperature of Guo et al. 2017.
 */
export async function calibratePool(rows: readonly Row[]): Promise<PoolWeights> {
  // Logarithms keep both weights positive.
  const logs = new Float64Array(2);
  await minimizeLbfgs(
    async (at, gradient) => {
      const [perceptrons, margins] = [Math.exp(at[0] as number), Math.exp(at[1] as number)];
      let loss = 0;
      gradient.fill(0);
      for (const row of rows) {
        const logits = row.logProbabilities.map(
          (value, k) => perceptrons * value + margins * (row.margins[k] as number),
        );
        const logP = logSoftmax(logits);
        loss -= logP[row.target] as number;
        logP.forEach((value, k) => {
          const error = Math.exp(value) - (k === row.target ? 1 : 0);
          gradient[0] = (gradient[0] as number) + perceptrons * error * (row.logProbabilities[k] as number);
          gradient[1] = (gradient[1] as number) + margins * error * (row.margins[k] as number);
        });
      }
      for (let i = 0; i < 2; i++) gradient[i] = (gradient[i] as number) / rows.length;
      return loss / rows.length;
    },
    logs,
    { maxIterations: 60, tolerance: 1e-5 },
  );
  const [perceptrons = 1, margins = 1] = Array.from(logs, Math.exp);
  return { perceptrons, margins, tuned: 0 };
}

export function argmax(values: Float32Array): number {
  let best = 0;
  values.forEach((value, index) => {
    if (value > (values[best] as number)) best = index;
  });
  return best;
}
