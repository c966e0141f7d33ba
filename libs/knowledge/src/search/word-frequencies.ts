import type { WeightedWords } from '../knowledge.sql';
import { contentWords } from './words';

/** How rare words are among a workspace's passages. */
export interface WordFrequencies {
  /** Inverse document frequency, as BM25 takes it; a word never seen is as rare as can be. */
  idf(word: string): number;
  /** False when every passage was looked at and none had the word. */
  mayOccur(word: string): boolean;
  /** How many passages of the workspace are likely to hold it. */
  expected(word: string): number;
  /** All passages of the workspace. */
  total: number;
}

/** How many passages of a sample hold each word. */
export interface WordSample {
  passages: number;
  holding: ReadonlyMap<string, number>;
  /** Of the workspace: no more than the sample when that is every passage there is. */
  total: number;
}

export function wordFrequencies({ passages, holding, total }: WordSample): WordFrequencies {
  return {
    idf(word) {
      const having = holding.get(word) ?? 0;
      return Math.log(1 + (passages - having + 0.5) / (having + 0.5));
    },
    mayOccur: (word) => total > passages || holding.has(word),
    expected: (word) => ((holding.get(word) ?? 0) + 0.5) * (total / Math.max(1, passages)),
    total,
  };
}

/** What a word of a query weighs: its rarity, and the logarithm of how often it is said. */
export function weighWords(query: readonly string[], frequencies: WordFrequencies): { word: string; weight: number }[] {
  return [...countWords(query)].map(([word, times]) => ({
    word,
    weight: (1 + Math.log(times)) * frequencies.idf(word),
  }));
}

export function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const mostWords = 32;
/** Words that no passage had a minute ago come after all others. */
const unseenRank = 1_000;

/** The weightiest words of a question: the common ones would bring up half the passages and order nothing. */
export function weightiestWords(question: string, frequencies: WordFrequencies): WeightedWords {
  const rank = ({ word, weight }: { word: string; weight: number }): number =>
    frequencies.mayOccur(word) ? weight : weight - unseenRank;
  const weightiest = weighWords(contentWords(question), frequencies)
    .sort((x, y) => rank(y) - rank(x))
    .slice(0, mostWords);
  const words = weightiest.map(({ word }) => word);
  return { words, weights: weightiest.map(({ weight }) => weight), ...keysOf(words, frequencies) };
}

/** Passages that words should bring up at most; a workspace of twice as many is read whole. */
const fewPassages = 500;

/**
 * The words that a passage is looked up by: the rarest ones, as long as they bring few passages, and the next two
 * together. The other words only order what these bring.
 */
function keysOf(words: readonly string[], frequencies: WordFrequencies): Pick<WeightedWords, 'anyOf' | 'allOf'> {
  if (frequencies.total <= 2 * fewPassages) return { anyOf: words, allOf: null };
  const rarest = [...words].sort((x, y) => frequencies.expected(x) - frequencies.expected(y));
  let brought = 0;
  const anyOf = rarest.filter((word) => (brought += frequencies.expected(word)) <= fewPassages);
  const common = rarest.slice(anyOf.length, anyOf.length + 2);
  if (common.length === 2) return { anyOf, allOf: common };
  return { anyOf: anyOf.length === 0 ? common : anyOf, allOf: null };
}
