import type { Entity, Vocabulary } from '@switchboard/contracts';
import { entityAt } from './found';
import { editDistance } from '../edit-distance';

interface Word {
  text: string;
  start: number;
  end: number;
}

/** The workspace's own names in a text, forgiving with typing errors; the longest name wins where two overlap. */
export function findNames(source: string, names: Vocabulary['names']): Entity[] {
  const words = wordsOf(source);
  const found = names.flatMap(({ type, items }) =>
    items.flatMap(({ value, words: forms }) =>
      forms.flatMap((form) =>
        occurrences(source, words, form).map(([start, end]) => entityAt(source, type, start, end, value)),
      ),
    ),
  );
  const longestFirst = found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  return longestFirst.filter((entity, index) =>
    longestFirst.slice(0, index).every((other) => entity.end <= other.start || other.end <= entity.start),
  );
}

/** Letters and digits as words. Chinese has no spaces: its names are looked for as they are. */
function wordsOf(source: string): Word[] {
  return [...source.matchAll(/[\p{Script=Latin}\p{N}]+/gu)].map(({ 0: text, index }) => ({
    text: text.toLowerCase(),
    start: index,
    end: index + text.length,
  }));
}

function occurrences(source: string, words: readonly Word[], form: string): [start: number, end: number][] {
  if (/\p{Script=Han}/u.test(form)) {
    const index = source.toLowerCase().indexOf(form.toLowerCase());
    return index < 0 ? [] : [[index, index + form.length]];
  }
  const wanted = wordsOf(form).map(({ text }) => text);
  if (wanted.length === 0) return [];
  return words.flatMap((first, index): [number, number][] => {
    const window = words.slice(index, index + wanted.length);
    const last = window.at(-1);
    if (last === undefined || window.length < wanted.length) return [];
    return wanted.every((word, place) => alike(window[place]?.text ?? '', word)) ? [[first.start, last.end]] : [];
  });
}

/** The same word, its plural, or the same with a slip of the fingers: one in five letters and more, two in nine. */
function alike(given: string, wanted: string): boolean {
  if (given === wanted || given === `${wanted}s` || `${given}s` === wanted) return true;
  if (/\d/.test(wanted) || wanted.length < 5) return false;
  const allowed = wanted.length >= 9 ? 2 : 1;
  return (
    Math.abs(given.length - wanted.length) <= allowed &&
    given[0] === wanted[0] &&
    editDistance(given, wanted, allowed) <= allowed
  );
}
