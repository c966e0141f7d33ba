import type { IntentRow } from './read-intent-rows';

/** Rows from which no model can be trained. */
export class UntrainableDataError extends Error {
  readonly code = 'untrainable-data';
}

/** Throws UntrainableDataError; returns warnings about intents that have too little to learn from. */
export function checkTrainingRows(rows: readonly IntentRow[]): string[] {
  const counts = new Map<string, number>();
  for (const { intent } of rows) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  if (counts.size < 2) throw new UntrainableDataError(`the rows have ${counts.size} intent; at least 2 are needed`);
  if ([...counts.values()].filter((count) => count > 1).length < 2)
    throw new UntrainableDataError('fewer than 2 intents have 2 examples: there is nothing to hold out and check with');
  return [...counts]
    .filter(([, count]) => count < 5)
    .map(([intent, count]) =>
      count === 1
        ? `${intent} has one example only: it is learnt from it and its name, and cannot be checked`
        : `${intent} has only ${count} examples`,
    );
}
