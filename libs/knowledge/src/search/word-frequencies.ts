import type { WeightedWords } from '../knowledge.sql';
import { contentWords } from './words';

/** How rare words are among a workspace's passages. */
export interface WordFrequencies {
  /** Inverse document frequency, as BM25 takes it; a word never seen is as rare as can be. */
  idf(word: string): number;
  /** False when every passage was looked at and none had the word. */
  mayOccur(word: string): boolean;
}

/** How many passages of a sample hold each word. */
export interface WordSample {
  passages: number;
  holding: ReadonlyMap<string, number>;
  /** The sample is every passage there is. */
  isWhole: boolean;
}

export function wordFrequencies({ passages, holding, isWhole }: WordSample): WordFrequencies {
  return {
    idf(word) {
      const having = holding.get(word) ?? 0;
      return Math.log(1 + (passages - having + 0.5) / (having + 0.5));
    },
    mayOccur: (word) => !isWhole || holding.has(word),
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
  return { words: weightiest.map(({ word }) => word), weights: weightiest.map(({ weight }) => weight) };
}
