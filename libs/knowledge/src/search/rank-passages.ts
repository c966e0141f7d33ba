import { bm25 } from './bm25';
import type { WordFrequencies } from './word-frequencies';
import { contentWords, passageWords } from './words';

export interface Candidate {
  passageId: string;
  documentId: string;
  slug: string;
  title: string;
  /** Where its document stands on the web. */
  url?: string | null;
  language?: string | null;
  heading: string;
  text: string;
  /** 0 when the question had no vector. */
  cosine: number;
  /** The same with each part of a long message; empty for a short one. */
  partCosines: readonly number[];
}

export interface RankedPassage extends Omit<Candidate, 'partCosines'> {
  /** BM25 as a share of the best candidate's. */
  lexical: number;
  /** Closeness of meaning plus a share of `lexical`. */
  score: number;
}

/** What words count beside meaning: in a long message, which says a thing several times, they tell more. */
const lexicalShare = { short: 0.2, long: 0.5 };
/** A passage answers a part of a long message: so many of the parts that are nearest to it speak for it. */
const nearestParts = 5;

/** Fuses vector and word evidence; best first. What each weight gave is in docs/benchmarks.md. */
export function rankPassages(
  question: string,
  candidates: readonly Candidate[],
  frequencies: WordFrequencies,
): RankedPassage[] {
  const words = candidates.map(({ title, heading, text }) => passageWords(`${title} ${heading} ${text}`));
  const scores = bm25(contentWords(question), words, frequencies);
  const peak = Math.max(...scores, 1e-9);
  return candidates
    .map(({ partCosines, ...candidate }, index) => {
      const lexical = (scores[index] ?? 0) / peak;
      const score =
        partCosines.length === 0
          ? candidate.cosine + lexicalShare.short * lexical
          : meanOfBest(partCosines) + lexicalShare.long * lexical;
      return { ...candidate, lexical, score };
    })
    .sort((x, y) => y.score - x.score);
}

function meanOfBest(cosines: readonly number[]): number {
  const best = [...cosines].sort((x, y) => y - x).slice(0, nearestParts);
  return best.reduce((sum, cosine) => sum + cosine, 0) / best.length;
}
