import { type WordFrequencies, countWords, weighWords } from './word-frequencies';

const k1 = 1.2;
const b = 0.75;
/** What two neighbouring words of the query count where a text has them side by side, beside their mean rarity. */
const pairShare = 0.5;

/**
 * BM25 (Robertson and Zaragoza 2009) of each text for a query, over words and over pairs of neighbours: "navy blue
 * account" is another thing than a blue account. What is said twice in a query weighs more: in a long message the
 * matter returns and the rest does not.
 */
export function bm25(
  query: readonly string[],
  texts: readonly (readonly string[])[],
  frequencies: WordFrequencies,
): number[] {
  const asked = new Map(weighWords(query, frequencies).map(({ word, weight }) => [word, weight]));
  const askedPairs = new Map(weighPairs(query, frequencies).map(({ word, weight }) => [word, weight]));
  const meanLength = texts.reduce((sum, words) => sum + words.length, 0) / Math.max(1, texts.length);
  return texts.map((words) => {
    const length = k1 * (1 - b + (b * words.length) / Math.max(1, meanLength));
    const gain = (weights: ReadonlyMap<string, number>, said: readonly string[]): number => {
      let score = 0;
      for (const [word, times] of countWords(said.filter((one) => weights.has(one))))
        score += ((weights.get(word) ?? 0) * times * (k1 + 1)) / (times + length);
      return score;
    };
    return gain(asked, words) + gain(askedPairs, pairsOf(words));
  });
}

/** Their rarity is made of that of their words: pairs are not counted. */
function weighPairs(query: readonly string[], { idf }: WordFrequencies): { word: string; weight: number }[] {
  return [...countWords(pairsOf(query))].map(([pair, times]) => {
    const rarities = pair.split(' ').map(idf);
    const mean = rarities.reduce((sum, rarity) => sum + rarity, 0) / rarities.length;
    return { word: pair, weight: pairShare * (1 + Math.log(times)) * mean };
  });
}

const pairsOf = (words: readonly string[]): string[] =>
  words.slice(1).map((second, index) => `${words[index]} ${second}`);
