import { type Entity, type Slot, inLanguage } from '@switchboard/contracts';
import { readReaction } from './read-reaction';
import { type Shown, type Values, fillWords, valueAt } from './values';

export interface SlotInput {
  text: string;
  entities: readonly Entity[];
  values: Values;
  shown: Shown;
  today: string;
}

export type SlotReading =
  | { kind: 'read'; value: unknown; text: string }
  /** Something of that kind, or an attempt at it, that is not allowed. */
  | { kind: 'not-allowed' }
  | { kind: 'nothing' };

export interface Option {
  value: unknown;
  label: string;
  words: readonly string[];
}

const nothing: SlotReading = { kind: 'nothing' };
const notAllowed: SlotReading = { kind: 'not-allowed' };
const longestText = 1_000;
/** An answer in so few words is meant as one, even if it cannot be read. */
const shortAnswer = 24;

/** What a message gives for a slot. */
export function readSlot(slot: Slot, input: SlotInput): SlotReading {
  const { text } = input;
  switch (slot.type) {
    case 'text':
      return readText(slot, text);
    case 'yes-no': {
      const { says } = readReaction(text);
      return says === 'yes' || says === 'no' ? { kind: 'read', value: says === 'yes', text } : nothing;
    }
    case 'choice':
      return readChoice(optionsOf(slot, input), input);
    default: {
      const [first] = input.entities.filter(({ type }) => type === slot.type);
      if (first !== undefined)
        return isAllowed(slot, first.value, input.today)
          ? { kind: 'read', value: first.value, text: first.text }
          : notAllowed;
      return readBareNumber(slot, text) ?? (isAttempt(text) ? notAllowed : nothing);
    }
  }
}

/** Buttons of a slot: its options, or what a tool has found. */
export function optionsOf(slot: Slot, { values, shown }: Pick<SlotInput, 'values' | 'shown'>): Option[] {
  if (slot.options !== undefined)
    return slot.options.map(({ value, label, words }) => ({
      value,
      label: inLanguage(label, shown.language),
      words: [...Object.values(label), ...words],
    }));
  if (slot.among === undefined) return [];
  const list = valueAt(slot.among.list, values);
  const { value, label } = slot.among;
  return (Array.isArray(list) ? list : []).slice(0, 8).map((item: unknown) => {
    const fields = item as Values;
    const words = fillWords(inLanguage(label, shown.language), fields, shown);
    const strings = Object.values(fields).filter((field): field is string => typeof field === 'string');
    return { value: valueAt(value, fields), label: words, words: [words, ...strings] };
  });
}

/** Is a value of the right kind one that the slot takes? */
export function isAllowed({ min, max, from, until }: Slot, value: Entity['value'], today: string): boolean {
  const number = typeof value === 'number' ? value : typeof value === 'object' ? value.amount : null;
  if (number !== null) return number >= (min ?? -Infinity) && number <= (max ?? Infinity);
  if (from === 'today' && String(value) < today) return false;
  return !(until === 'today' && String(value) > today);
}

function readText({ form, min, max }: Slot, text: string): SlotReading {
  const plain = text.trim().slice(0, longestText);
  if (form !== undefined) {
    const found = new RegExp(`(?<![\\p{L}\\d])${formPattern(form)}(?![\\p{L}\\d])`, 'iu').exec(plain)?.[0];
    if (found !== undefined)
      return {
        kind: 'read',
        value: found
          .toUpperCase()
          .replace(/[\s-]+/g, ' ')
          .trim(),
        text: found,
      };
    return isAttempt(plain) ? notAllowed : nothing;
  }
  if (plain.length < (min ?? 2) || plain.length > (max ?? longestText)) return notAllowed;
  return { kind: 'read', value: plain, text: plain };
}

/** "@@## #@@": # a digit, @ a letter, ? either or nothing, a space anything that parts. */
function formPattern(form: string): string {
  return [...form]
    .map((place) => {
      if (place === '#') return '\\d';
      if (place === '@') return '\\p{Script=Latin}';
      if (place === '?') return '[\\p{Script=Latin}\\d]?';
      return /[\s-]/.test(place) ? '[\\s-]{0,2}' : place.replace(/[.*+^${}()|[\]\\/]/g, '\\$&');
    })
    .join('');
}

/** A number alone answers a question for an amount or a quantity. */
function readBareNumber(slot: Slot, text: string): SlotReading | null {
  if (slot.type !== 'amount' && slot.type !== 'quantity') return null;
  const number = /^\D{0,12}?(\d{1,9}(?:[.,]\d{1,2})?)\D{0,12}$/.exec(text.trim())?.[1];
  if (number === undefined) return null;
  const value = Number(number.replace(',', '.'));
  const typed = slot.type === 'amount' ? { amount: value, currency: null } : value;
  return isAllowed(slot, typed, '') ? { kind: 'read', value: typed, text: number } : notAllowed;
}

const isAttempt = (text: string): boolean => text.length <= shortAnswer && /\d/.test(text);

const ordinals: [RegExp, number][] = [
  [/\b(?:first|1st)\b|第一|^\W*(?:1|一|a)\W*$/i, 0],
  [/\b(?:second|2nd)\b|第二|^\W*(?:2|二|b)\W*$/i, 1],
  [/\b(?:third|3rd)\b|第三|^\W*(?:3|三|c)\W*$/i, 2],
  [/\b(?:fourth|4th)\b|第四|^\W*(?:4|四|d)\W*$/i, 3],
  [/\b(?:fifth|5th)\b|第五|^\W*(?:5|五|e)\W*$/i, 4],
];

function readChoice(options: readonly Option[], { text, entities }: SlotInput): SlotReading {
  const plain = text.trim().toLowerCase();
  const chosen = (option: Option | undefined): SlotReading =>
    option === undefined ? nothing : { kind: 'read', value: option.value, text: option.label };
  const exact = options.find(({ words }) => words.some((word) => word.toLowerCase() === plain));
  if (exact !== undefined) return chosen(exact);
  const dates = entities.filter(({ type }) => type === 'date').map(({ value }) => String(value));
  const onDay = options.filter(({ words }) => words.some((word) => dates.some((date) => word.startsWith(date))));
  if (onDay.length === 1) return chosen(onDay[0]);
  const best = bestOverlap(plain, options);
  if (best !== undefined) return chosen(best);
  const [, index] = ordinals.find(([pattern]) => pattern.test(plain)) ?? [];
  if (/\blast\b|最后/.test(plain)) return chosen(options.at(-1));
  return index === undefined ? nothing : chosen(options[index]);
}

/** The option that shares most of the words which tell options apart; none when two are as good. */
function bestOverlap(plain: string, options: readonly Option[]): Option | undefined {
  const said = new Set(tokens(plain));
  const own = options.map(({ words }) => new Set(words.flatMap(tokens)));
  const scores = own.map(
    (set) => [...set].filter((token) => said.has(token) && own.some((other) => !other.has(token))).length,
  );
  const top = Math.max(0, ...scores);
  const winners = options.filter((_, index) => scores[index] === top);
  return top > 0 && winners.length === 1 ? winners[0] : undefined;
}

const small = new Set('the a an of to for my me i is it in on at and or not with please want one that this'.split(' '));

/** Words of Latin letters and numbers without the small ones; pairs of Chinese characters. */
function tokens(text: string): string[] {
  const latin = (text.toLowerCase().match(/[\p{Script=Latin}\d]+(?::\d\d)?/gu) ?? []).filter(
    (word) => !small.has(word),
  );
  const han = text.match(/\p{Script=Han}+/gu) ?? [];
  return [
    ...latin,
    ...han.flatMap((run) => [...run].slice(0, -1).map((character, index) => character + run[index + 1])),
  ];
}
