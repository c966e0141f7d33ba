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
  const single = [...counts].filter(([, count]) => count === 1).map(([intent]) => intent);
  if (single.length > 0) {
    throw new UntrainableDataError(
      `these intents have one example only and can neither be learnt nor checked: ${single.slice(0, 10).join(', ')}`,
    );
  }
  return [...counts].filter(([, count]) => count < 5).map(([intent, count]) => `${intent} has only ${count} examples`);
}
