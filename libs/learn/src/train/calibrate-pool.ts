import { type HeadScores, type IntentModelCard, logSoftmax } from '@switchboard/models';
import { minimizeLbfgs } from '../numeric/lbfgs';

type Row = HeadScores & { target: number };
export type PoolWeights = IntentModelCard['pool'];

/**
 * Weights of the heads that make held-out rows most probable. They choose how far each is trusted and how sure the
 * pool is at once: with one head it would be the temperature of Guo et al. 2017. A fine-tuned encoder takes part when
 * every row has its scores.
 */
export async function calibratePool(rows: readonly Row[]): Promise<PoolWeights> {
  const withTuned = rows.every(({ tuned }) => tuned !== undefined);
  const headsOf = ({ logProbabilities, margins, tuned }: Row): Float32Array[] => [
    logProbabilities,
    margins,
    ...(withTuned && tuned !== undefined ? [tuned] : []),
  ];
  // Logarithms keep the weights positive.
  const logs = new Float64Array(withTuned ? 3 : 2);
  await minimizeLbfgs(
    async (at, gradient) => {
      const weights = Array.from(at, Math.exp);
      let loss = 0;
      gradient.fill(0);
      for (const row of rows) {
        const heads = headsOf(row);
        const logits = row.logProbabilities.map((_, label) =>
          heads.reduce((sum, head, i) => sum + (weights[i] as number) * (head[label] as number), 0),
        );
        const logP = logSoftmax(logits);
        loss -= logP[row.target] as number;
        logP.forEach((value, label) => {
          const error = Math.exp(value) - (label === row.target ? 1 : 0);
          heads.forEach((head, i) => {
            gradient[i] = (gradient[i] as number) + (weights[i] as number) * error * (head[label] as number);
          });
        });
      }
      for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) / rows.length;
      return loss / rows.length;
    },
    logs,
    { maxIterations: 60, tolerance: 1e-5 },
  );
  const [perceptrons = 1, margins = 1, tuned = 0] = Array.from(logs, Math.exp);
  return { perceptrons, margins, tuned };
}
