import type { Safety } from '@switchboard/contracts';
import { compilePattern } from './compile-pattern';
import { matchPattern } from './match-pattern';
import { tokensOf } from './tokens';

const mostTokens = 800;

/**
 * The rules whose words stand in a message, in the order of the pack. Patterns are compiled once; a pattern that
 * cannot be read throws SafetyPatternError here and not in the middle of a turn.
 */
export function createSafetyFinder({ words, rules }: Safety): (text: string) => string[] {
  const compiled = rules.map(({ id, patterns, unless }) => ({
    id,
    patterns: patterns.map((pattern) => compilePattern(pattern, words)),
    unless: unless.map((pattern) => compilePattern(pattern, words)),
  }));
  return (text) => {
    const tokens = tokensOf(text).slice(0, mostTokens);
    return compiled
      .filter(({ patterns }) => patterns.some((pattern) => matchPattern(pattern, tokens)))
      .filter(({ unless }) => !unless.some((pattern) => matchPattern(pattern, tokens)))
      .map(({ id }) => id);
  };
}
