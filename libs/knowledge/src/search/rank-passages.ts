import { bm25 } from './bm25';
import type { WordFrequencies } from './word-frequencies';
import { contentWords } from './words';

export interface Candidate {
  passageId: string;
  documentId: string;
  slug: string;
  title: string;
  /** Where its document stands on the web. */
  url?: string | null;
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
  /** cosine + 0.12 × lexical; of a long message the mean of that and of its best parts. */
  score: number;
}

const lexicalShare = 0.12;
/** A passage answers a part of a long message: so many of the parts that fit it best speak for it. */
const bestParts = 3;

/** Fuses vector and word evidence; best first. `parts` are the texts that `partCosines` belong to. */
export function rankPassages(
  { text, parts }: { text: string; parts: readonly string[] },
  candidates: readonly Candidate[],
  frequencies: WordFrequencies,
): RankedPassage[] {
  const words = candidates.map((candidate) =>
    contentWords(`${candidate.title} ${candidate.heading} ${candidate.text}`),
  );
  const lexical = shares(bm25(text, words, frequencies));
  const lexicalOfParts = parts.map((part) => shares(bm25(part, words, frequencies)));
  return candidates
    .map(({ partCosines, ...candidate }, index) => {
      const own = candidate.cosine + lexicalShare * (lexical[index] ?? 0);
      const ofParts = lexicalOfParts.map(
        (scores, part) => (partCosines[part] ?? 0) + lexicalShare * (scores[index] ?? 0),
      );
      const score = ofParts.length === 0 ? own : (own + meanOfBest(ofParts)) / 2;
      return { ...candidate, lexical: lexical[index] ?? 0, score };
    })
    .sort((x, y) => y.score - x.score);
}

function shares(scores: readonly number[]): number[] {
  const peak = Math.max(...scores, 1e-9);
  return scores.map((score) => score / peak);
}

function meanOfBest(scores: readonly number[]): number {
  const best = [...scores].sort((x, y) => y - x).slice(0, bestParts);
  return best.reduce((sum, score) => sum + score, 0) / best.length;
}
