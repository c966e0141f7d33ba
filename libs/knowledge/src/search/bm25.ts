import { type WordFrequencies, countWords, weighWords } from './word-frequencies';

const k1 = 1.2;
const b = 0.75;

/**
 * BM25 (Robertson and Zaragoza 2009) of each text for a query. What is said twice in a query weighs more: in a long
 * message the matter returns and the rest does not.
 */
export function bm25(query: string, texts: readonly (readonly string[])[], frequencies: WordFrequencies): number[] {
  const asked = weighWords(query, frequencies);
  const meanLength = texts.reduce((sum, words) => sum + words.length, 0) / Math.max(1, texts.length);
  return texts.map((words) => {
    const counts = countWords(words);
    const length = k1 * (1 - b + (b * words.length) / Math.max(1, meanLength));
    return asked.reduce((score, { word, weight }) => {
      const times = counts.get(word) ?? 0;
      return score + (weight * times * (k1 + 1)) / (times + length);
    }, 0);
  });
}
