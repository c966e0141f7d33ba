import type { IntentRow } from '../data/read-intent-rows';
import { wordsOf } from '../data/words-of';

export interface Leak {
  text: string;
  /** Numbered from 1, in the order of their lists. */
  testRow: number;
  rows: number[];
}

/**
 * Messages of the test part that say what the training part says in the same words, in whatever order and number: a
 * model has them right by heart.
 */
export function findLeaks(rows: readonly IntentRow[], testRows: readonly IntentRow[]): Leak[] {
  const known = new Map<string, number[]>();
  rows.forEach(({ text }, index) => {
    const words = wordsInAnyOrder(text);
    const same = known.get(words);
    if (same === undefined) known.set(words, [index + 1]);
    else same.push(index + 1);
  });
  return testRows.flatMap(({ text }, index) => {
    const leaked = known.get(wordsInAnyOrder(text));
    return leaked === undefined ? [] : [{ text, testRow: index + 1, rows: leaked }];
  });
}

const wordsInAnyOrder = (text: string): string => [...new Set(wordsOf(text).split(' '))].sort().join(' ');
