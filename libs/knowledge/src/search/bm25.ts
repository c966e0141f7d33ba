import { contentWords } from './words';

const k1 = 1.2;
const b = 0.75;

/**
 * BM25 (Robertson and Zaragoza 2009) of each text for a query. Document frequencies are those among the candidates:
 * a word that all of them have cannot tell them apart.
 */
export function bm25(query: string, texts: readonly string[]): number[] {
  const terms = [...new Set(contentWords(query))];
  const documents = texts.map((text) => contentWords(text));
  const meanLength = documents.reduce((sum, words) => sum + words.length, 0) / Math.max(1, documents.length);
  const counts = documents.map((words) => countOf(words, terms));
  return documents.map((words, index) =>
    terms.reduce((score, term) => {
      const frequency = counts[index]?.get(term) ?? 0;
      const containing = counts.filter((count) => count.has(term)).length;
      const idf = Math.log(1 + (documents.length - containing + 0.5) / (containing + 0.5));
      return score + (idf * frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * words.length) / meanLength));
    }, 0),
  );
}

function countOf(words: readonly string[], terms: readonly string[]): Map<string, number> {
  const wanted = new Set(terms);
  const counts = new Map<string, number>();
  for (const word of words) if (wanted.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
