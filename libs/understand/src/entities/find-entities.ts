import type { Entity, Vocabulary } from '@switchboard/contracts';
import { findAmounts } from './find-amounts';
import { findDates } from './find-dates';
import { findNames } from './find-names';
import { findPhones } from './find-phones';
import { findQuantities } from './find-quantities';
import { findReferences } from './find-references';
import { collect } from './found';

export interface EntityOptions {
  vocabulary: Vocabulary;
  /** The workspace's day as an ISO date: what "tomorrow" is counted from. */
  today: string;
}

const email = /(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.){1,6}\p{L}{2,24}(?![\w-])/gu;
const longest = 4_000;

/**
 * Order numbers, dates, amounts, email addresses, phone numbers, products and quantities of a message, with their
 * values, in the order of the text. No two overlap: kinds are in order of trust, within a kind the longer one wins.
 */
export function findEntities(text: string, { vocabulary, today }: EntityOptions): Entity[] {
  const source = halfWidth(text.slice(0, longest));
  const names = findNames(source, vocabulary.names);
  const kinds = [
    collect(source, 'email', email, ([address]) => (address ?? '').toLowerCase()),
    findReferences(source, vocabulary.references),
    findAmounts(source),
    names,
    findDates(source, { today, dayFirst: vocabulary.country !== 'US' }),
    findPhones(source, vocabulary.country),
    findQuantities(source, names),
  ];
  const taken: Entity[] = [];
  for (const kind of kinds)
    for (const entity of [...kind].sort((a, b) => b.end - b.start - (a.end - a.start)))
      if (taken.every(({ start, end }) => entity.end <= start || end <= entity.start)) taken.push(entity);
  return taken
    .sort((a, b) => a.start - b.start)
    .map((entity) => ({ ...entity, text: text.slice(entity.start, entity.end) }));
}

/** Full-width digits, letters and signs as their ordinary ones; each stays one unit, so that places do not move. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}
