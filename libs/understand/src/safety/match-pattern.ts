import { editDistance } from '../edit-distance';
import type { Pattern } from './compile-pattern';
import type { Token } from './tokens';

/** Does the pattern stand in these tokens? Time grows with tokens times the pattern's words. */
export function matchPattern({ runs, gaps }: Pattern, tokens: readonly Token[]): boolean {
  let reached = occurrences(runs[0] ?? [], tokens);
  for (const [index, gap] of gaps.entries()) {
    const next = occurrences(runs[index + 1] ?? [], tokens);
    reached = next.filter((span) =>
      reached.some((other) => {
        const [first, second] = other.start <= span.start ? [other, span] : [span, other];
        if (second.start < first.end) return false;
        const between = tokens.slice(first.end, second.start);
        const allowed = between.some(({ isHan }) => isHan) ? gap.han : gap.latin;
        return between.length <= allowed;
      }),
    );
  }
  return reached.length > 0;
}

interface Span {
  start: number;
  end: number;
}
type Place = Pattern['runs'][number][number];

/** Where a run of places stands, one after the other. */
function occurrences(run: readonly Place[], tokens: readonly Token[]): Span[] {
  return tokens.flatMap((_, start) => {
    let ends = new Set([start]);
    for (const place of run) {
      ends = new Set(
        [...ends].flatMap((end) =>
          place.filter((words) => standsAt(words, tokens, end)).map((words) => end + words.length),
        ),
      );
      if (ends.size === 0) return [];
    }
    return [{ start, end: Math.max(...ends) }];
  });
}

function standsAt(words: Place[number], tokens: readonly Token[], at: number): boolean {
  return words.every((wanted, index) => {
    const token = tokens[at + index];
    return token !== undefined && isWord(token, wanted);
  });
}

/** The word itself, any number for #, its beginning for a stem, or, from six letters on, the same with one slip (two from ten). */
function isWord(token: Token, { text, isStem, isHan }: Place[number][number]): boolean {
  if (text === '#') return /^\d+$/.test(token.text);
  const given = isStem ? token.text.slice(0, text.length) : token.text;
  if (given === text) return true;
  if (isHan || token.isHan || text.length < 6 || /\d/.test(text)) return false;
  const allowed = text.length >= 10 ? 2 : 1;
  return given[0] === text[0] && editDistance(given, text, allowed) <= allowed;
}
