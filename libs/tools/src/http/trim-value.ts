import { type Json, isObject } from '../openapi/json-value';

/** Ever less of long lists and texts, until it fits. */
const steps = [
  { items: 50, characters: 1_000 },
  { items: 20, characters: 400 },
  { items: 8, characters: 200 },
  { items: 3, characters: 80 },
];

export interface Trimmed {
  value: Json;
  /** In words what was left out; null when everything is there. */
  note: string | null;
}

/** A result that fits into `mostCharacters` of JSON: the beginnings of its lists and texts, and a note about the rest. */
export function trimValue(value: Json, mostCharacters: number): Trimmed {
  const whole = JSON.stringify(value).length;
  if (whole <= mostCharacters) return { value, note: null };
  for (const { items, characters } of steps) {
    const shorter = shorten(value, items, characters);
    if (JSON.stringify(shorter).length <= mostCharacters)
      return {
        value: shorter,
        note: `The result has ${whole} characters: lists end after ${items} items and texts after ${characters} characters.`,
      };
  }
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, mostCharacters / 2);
  return { value: text, note: `The result has ${whole} characters: only its beginning is here.` };
}

function shorten(value: Json, items: number, characters: number): Json {
  if (typeof value === 'string') return value.length > characters ? `${value.slice(0, characters)} …` : value;
  if (Array.isArray(value)) {
    const kept = value.slice(0, items).map((item) => shorten(item, items, characters));
    return value.length > items ? [...kept, `… ${value.length - items} more`] : kept;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shorten(item, items, characters)]));
}
