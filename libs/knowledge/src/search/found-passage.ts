import type { RankedPassage } from './rank-passages';
import { type SupportSignals, coverage, support } from './support';

export interface PassageSentences {
  sentences: string[];
  /** [sentences, dimensions], int8 of unit-length vectors times 127. */
  sentenceVectors: Int8Array;
}

export interface FoundPassage extends RankedPassage, PassageSentences {
  /** How well this passage supports an answer, 0 to 1. */
  support: number;
  signals: SupportSignals;
}

/** A ranked passage with what quoting needs, and how well it supports an answer. */
export function toFoundPassage(
  question: string,
  embedding: Float32Array | null,
  passage: RankedPassage,
  { sentences, sentenceVectors }: PassageSentences,
): FoundPassage {
  const cosines =
    embedding === null ? [] : sentences.map((_, index) => sentenceCosine(embedding, sentenceVectors, index));
  const signals = {
    cosine: passage.cosine,
    sentenceCosine: Math.max(0, ...cosines),
    coverage: coverage(question, `${passage.title} ${passage.heading} ${passage.text}`),
  };
  return { ...passage, sentences, sentenceVectors, signals, support: support(signals) };
}

/** Cosine of a unit-length vector with one of the stored sentence vectors. */
export function sentenceCosine(embedding: Float32Array, vectors: Int8Array, index: number): number {
  const width = embedding.length;
  let sum = 0;
  for (let i = 0; i < width; i++) sum += (embedding[i] as number) * (vectors[index * width + i] as number);
  return sum / 127;
}
