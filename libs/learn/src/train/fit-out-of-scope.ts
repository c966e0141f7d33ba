import { type IntentModelCard, outOfScopeScore, signalNames } from '@switchboard/models';
import { minimizeLbfgs } from '../numeric/lbfgs';

/** Signals of a message, and whether it was of an intent that the model did not know. */
export interface ScopeExample {
  signals: Float32Array;
  outside: boolean;
  /** How many messages it stands for. */
  weight: number;
}

export type ScopeStack = Pick<IntentModelCard['outOfScope'], 'mean' | 'deviation' | 'weights' | 'bias'>;

const penalty = 1;

/**
 * A logistic regression on the standardised signals, with weights that are not negative: each signal grows with the
 * distance, and a weight against that would fit the known intents and fail far from them. Without an example from
 * outside (two or three intents leave none out) it weighs the best machine and the nearest message alike.
 */
export async function fitScopeStack(examples: readonly ScopeExample[]): Promise<ScopeStack> {
  const columns = signalNames.map((_, i) => examples.map(({ signals }) => signals[i] as number));
  const mean = columns.map(average);
  const deviation = columns.map(
    (column, i) => Math.sqrt(average(column.map((value) => (value - (mean[i] as number)) ** 2))) || 1,
  );
  if (!examples.some(({ outside }) => outside)) {
    const weights = signalNames.map((name) => Number(name === 'margin' || name === 'nearest'));
    return { mean, deviation, weights, bias: 0 };
  }
  const points = examples.map(({ signals }) =>
    Float64Array.from(signals, (value, i) => (value - (mean[i] as number)) / (deviation[i] as number)),
  );
  // Weights are squares of the parameters.
  const parameters = new Float64Array(signalNames.length + 1).fill(0.5);
  const weightsOf = (at: Float64Array): number[] => signalNames.map((_, i) => (at[i] as number) ** 2);
  await minimizeLbfgs(
    async (at, gradient) => {
      const weights = weightsOf(at);
      let loss = 0;
      gradient.fill(0);
      examples.forEach(({ outside, weight }, index) => {
        const x = points[index] as Float64Array;
        const logit = weights.reduce((sum, value, i) => sum + value * (x[i] as number), at.at(-1) as number);
        const signed = outside ? logit : -logit;
        loss += weight * (Math.log1p(Math.exp(-Math.abs(signed))) + Math.max(0, -signed));
        const error = weight * (1 / (1 + Math.exp(-logit)) - Number(outside));
        x.forEach((value, i) => (gradient[i] = (gradient[i] as number) + error * value));
        gradient[x.length] = (gradient[x.length] as number) + error;
      });
      weights.forEach((value, i) => {
        loss += (penalty / 2) * value ** 2;
        gradient[i] = 2 * (at[i] as number) * ((gradient[i] as number) + penalty * value);
      });
      for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) / examples.length;
      return loss / examples.length;
    },
    parameters,
    { maxIterations: 200, tolerance: 1e-5 },
  );
  return { mean, deviation, weights: weightsOf(parameters), bias: parameters.at(-1) as number };
}

/** The threshold that keeps `keep` of in-scope messages by their signals, and the scores at 1 % steps. */
export function scopeLimits(stack: ScopeStack, inScope: readonly Float32Array[], keep: number) {
  const scores = inScope.map((signals) => outOfScopeScore(signals, stack)).sort((a, b) => a - b);
  const quantile = (share: number): number => scores[Math.round(share * (scores.length - 1))] ?? 0;
  const quantiles = Array.from({ length: 101 }, (_, percent) => quantile(percent / 100));
  return { threshold: quantile(keep), keep, quantiles };
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
