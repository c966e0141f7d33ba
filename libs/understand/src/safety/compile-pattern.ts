import { type Token, tokensOf } from './tokens';

/** A word as it must stand in the text; `isStem` takes whatever goes on from there. */
interface WantedWord extends Token {
  isStem: boolean;
}

/** Alternatives at one place of a pattern: each is one or more words in a row. */
type Place = WantedWord[][];

/** A pattern: runs of places, joined by "within so many tokens of each other, in either order". */
export interface Pattern {
  runs: Place[][];
  /** gaps[i] lies between runs[i] and runs[i + 1]. */
  gaps: { latin: number; han: number }[];
}

/** A safety pattern that cannot be read. */
export class SafetyPatternError extends Error {
  readonly code = 'safety-pattern-invalid';
  constructor(
    readonly pattern: string,
    reason: string,
  ) {
    super(`the pattern "${pattern}" ${reason}`);
  }
}

const latinGap = 6;
const hanGap = 10;

/** Reads a pattern as libs/contracts describes them. Throws SafetyPatternError. */
export function compilePattern(pattern: string, words: Readonly<Record<string, readonly string[]>>): Pattern {
  const runs: Place[][] = [[]];
  const gaps: Pattern['gaps'] = [];
  for (const part of pattern.trim().split(/\s+/)) {
    const gap = /^~(\d{0,2})$/.exec(part);
    if (gap !== null) {
      const size = gap[1] === '' ? null : Number(gap[1]);
      gaps.push({ latin: size ?? latinGap, han: size ?? hanGap });
      runs.push([]);
    } else runs.at(-1)?.push(compilePlace(part, pattern, words));
  }
  if (runs.some((run) => run.length === 0)) throw new SafetyPatternError(pattern, 'has an empty side');
  return { runs, gaps };
}

function compilePlace(part: string, pattern: string, words: Readonly<Record<string, readonly string[]>>): Place {
  return part.split('|').flatMap((alternative) => {
    const group = /^<([\w-]+)>$/.exec(alternative)?.[1];
    if (group === undefined) return [wantedWords(alternative, pattern)];
    const members = words[group];
    if (members === undefined) throw new SafetyPatternError(pattern, `names the list <${group}>, which is not there`);
    return members.map((member) => wantedWords(member, pattern));
  });
}

function wantedWords(text: string, pattern: string): WantedWord[] {
  const wanted = text.split(/\s+/).flatMap((word) => {
    if (word === '#') return [{ text: '#', isHan: false, isStem: false }];
    const tokens = tokensOf(word.replace(/\*$/, ''));
    return tokens.map((token, index) => ({ ...token, isStem: word.endsWith('*') && index === tokens.length - 1 }));
  });
  if (wanted.length === 0) throw new SafetyPatternError(pattern, 'has an alternative without letters');
  return wanted;
}
