import { detectAll } from 'tinyld';

/** Enough of a text to know its language by. */
const sample = 4_000;
const least = 20;

/** The language that a text is mostly written in, as a base code; `declared` (an attribute of the page) goes first. */
export function languageOf(text: string, declared: string | null = null): string | null {
  const base = declared?.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  if (/^[a-z]{2,3}$/.test(base)) return base;
  const head = text.slice(0, sample);
  if ((head.match(/\p{L}/gu)?.length ?? 0) < least) return null;
  return detectAll(head)[0]?.lang ?? null;
}
