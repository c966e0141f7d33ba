import type { TrainingMethod } from '@switchboard/contracts';

export interface TrainingSize {
  rows: number;
  intents: number;
}

/** What training took on the two cores of docs/benchmarks.md: a floor, and what rows and intents add. */
function onTwoCores(method: TrainingMethod, { rows, intents }: TrainingSize): number {
  const head = 5 + 0.4 * intents + 0.002 * rows + 4e-5 * rows * intents;
  if (method === 'head') return head;
  // Few rows an intent are read ten times instead of five; once to try, once on all rows.
  return head + rows * (rows / Math.max(1, intents) < 25 ? 0.16 : 0.08);
}

/**
 * Seconds that a training will about take: what it took elsewhere, times how much faster or slower earlier trainings
 * were here than that (their median). The other method's trainings count when there is none of this one.
 */
export function expectSeconds(
  method: TrainingMethod,
  size: TrainingSize,
  earlier: readonly (TrainingSize & { method: TrainingMethod; seconds: number })[],
): number {
  const alike = earlier.filter((training) => training.method === method);
  const ratios = (alike.length > 0 ? alike : earlier)
    .map((training) => training.seconds / onTwoCores(training.method, training))
    .sort((a, b) => a - b);
  return Math.max(1, Math.round(onTwoCores(method, size) * (ratios[Math.floor(ratios.length / 2)] ?? 1)));
}
