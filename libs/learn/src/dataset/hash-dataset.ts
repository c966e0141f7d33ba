import { createHash } from 'node:crypto';
import type { DatasetRow } from '@switchboard/contracts';

type Content = Pick<DatasetRow, 'text' | 'intent' | 'part'>;

/** Rows by intent and text: the order in which training reads them, whatever the order they came in. */
export const inOrder = <Row extends Content>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => compare(a.intent, b.intent) || compare(a.text, b.text));

/** What identifies a version: what it holds, not how it came about. */
export function hashDataset(rows: readonly Content[]): string {
  const hash = createHash('sha256');
  for (const { text, intent, part } of inOrder(rows)) hash.update(JSON.stringify([text, intent, part]));
  return hash.digest('hex');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
