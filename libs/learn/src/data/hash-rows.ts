import { createHash } from 'node:crypto';
import type { IntentRow } from './read-intent-rows';

/** What identifies a set of rows: texts and labels in their order. */
export function hashRows(rows: readonly IntentRow[]): string {
  const hash = createHash('sha256');
  for (const { text, intent } of rows) hash.update(JSON.stringify([text, intent]));
  return hash.digest('hex');
}
