import type { Entity, Vocabulary } from '@switchboard/contracts';
import { entityAt } from './found';

type Reference = Vocabulary['references'][number];

/** Numbers that have the workspace's own form, however they are spaced: "fm 123 4567" is FM-1234567. */
export function findReferences(source: string, references: Vocabulary['references']): Entity[] {
  return references.flatMap((reference) => [...inForm(source, reference), ...bare(source, reference)]);
}

function inForm(source: string, { type, form }: Reference): Entity[] {
  const pattern = new RegExp(`(?<![\\p{Script=Latin}\\d])${patternOf(form)}(?![\\p{Script=Latin}\\d])`, 'giu');
  return [...source.matchAll(pattern)].map(({ 0: text, index }) =>
    entityAt(source, type, index, index + text.length, inItsForm(text, form)),
  );
}

/** The digits alone, after a word that says what they are. */
function bare(source: string, { type, form, after }: Reference): Entity[] {
  const count = form.match(/#/g)?.length ?? 0;
  if (after.length === 0 || count < 4 || /@/.test(form)) return [];
  const words = after.map((word) => word.replace(/[^\p{L}\p{N} ]/gu, '')).join('|');
  const gap = /\p{Script=Han}/u.test(words) ? '[^\\d\\n]{0,6}?' : '[^\\d\\n]{0,15}?';
  const pattern = new RegExp(`(?:${words})${gap}(?<![\\d.,£$€])(\\d(?:[ -]?\\d){${count - 1}})(?![\\d])`, 'giu');
  return [...source.matchAll(pattern)].map(({ 0: match, 1: digits, index }) => {
    const start = index + match.length - (digits?.length ?? 0);
    return entityAt(source, type, start, index + match.length, inItsForm(digits ?? '', form));
  });
}

/** "FM-#######" as a pattern: separators may be missing, doubled or another one. */
function patternOf(form: string): string {
  return [...form]
    .map((character) => {
      if (character === '#') return '\\d[ ]?';
      if (character === '@') return '\\p{Script=Latin}';
      if (/[\s\-_/.]/.test(character)) return '[\\s\\-_/.–—]{0,2}';
      return `${character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[ ]?`;
    })
    .join('')
    .replace(/\[ \]\?$/, '');
}

/** What was written, put into the form: letters and digits in their places, separators as the form has them. */
function inItsForm(text: string, form: string): string {
  const given = [...text.toUpperCase()].filter((character) => /[\p{L}\p{N}]/u.test(character));
  const digitsOnly = given.every((character) => /\d/.test(character));
  let next = 0;
  return [...form]
    .map((place) => {
      if (place === '#' || place === '@') return given[next++] ?? '';
      if (!/[\p{L}\p{N}]/u.test(place)) return place;
      if (!digitsOnly) next++;
      return place.toUpperCase();
    })
    .join('');
}
