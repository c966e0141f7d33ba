import { createHash } from 'node:crypto';
import type { DatasetPart } from '@switchboard/contracts';

/** Of a hundred texts so many are kept for measuring. */
const testShare = 15;
/** An intent with fewer training rows keeps none back: it needs all it has. */
const enoughToTrain = 5;

export interface UnassignedRow {
  words: string;
  intent: string;
  /** Given by whoever brings the row, such as a pack with messages of its own for measuring. */
  part?: DatasetPart;
}

/**
 * Which rows are trained on and which are measured with: by the hash of the words, so that it depends on nothing that
 * may change, and once for good, so that no text is ever on both sides. `known` has the part that words were given
 * earlier, `trainRows` how many training rows each intent has already.
 */
export function assignParts(
  rows: readonly UnassignedRow[],
  known: ReadonlyMap<string, DatasetPart>,
  trainRows: ReadonlyMap<string, number>,
): DatasetPart[] {
  const wanted = rows.map(({ words, part }) => known.get(words) ?? part ?? byHash(words));
  const counts = new Map(trainRows);
  rows.forEach(({ intent }, index) => {
    if (wanted[index] === 'train') counts.set(intent, (counts.get(intent) ?? 0) + 1);
  });
  const assigned = new Map<string, DatasetPart>();
  return rows.map(({ words, intent, part }, index) => {
    const isFree = !known.has(words) && part === undefined;
    const isStarved = (counts.get(intent) ?? 0) < enoughToTrain;
    const own = assigned.get(words) ?? (isFree && isStarved ? 'train' : (wanted[index] as DatasetPart));
    assigned.set(words, own);
    return own;
  });
}

function byHash(words: string): DatasetPart {
  const bucket = createHash('sha256').update(words).digest().readUInt32BE(0) % 100;
  return bucket < testShare ? 'test' : 'train';
}
