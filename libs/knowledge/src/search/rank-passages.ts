import { bm25 } from './bm25';

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
}

export interface RankedPassage extends Candidate {
  /** BM25 as a share of the best candidate's. */
  lexical: number;
  /** cosine + 0.3 × lexical. */
  score: number;
}

const lexicalShare = 0.3;

/** Fuses vector and word evidence; best first. */
export function rankPassages(question: string, candidates: readonly Candidate[]): RankedPassage[] {
  const texts = candidates.map(({ title, heading, text }) => `${title} ${heading} ${text}`);
  const scores = bm25(question, texts);
  const peak = Math.max(...scores, 1e-9);
  return candidates
    .map((candidate, index) => {
      const lexical = (scores[index] ?? 0) / peak;
      return { ...candidate, lexical, score: candidate.cosine + lexicalShare * lexical };
    })
    .sort((a, b) => b.score - a.score);
}
