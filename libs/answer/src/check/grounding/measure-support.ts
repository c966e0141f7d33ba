import { contentWords, splitSentences } from '@switchboard/knowledge';
import { type Claims, claimsOf } from './claims-of';
import { contradicts } from './polarity';

/** Is a sentence supported by its sources? */
export interface Support {
  /** 1 = every word of it stands there, 0 = nothing does. */
  score: number;
  /** What the sources do not say, in words for the trace. */
  findings: string[];
}

/** Sources prepared once, for many sentences. */
export interface Sources {
  words: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
  sentences: readonly { text: string; words: ReadonlySet<string> }[];
  claims: Claims;
  lower: string;
}

/** A sentence from here on counts as supported. */
export const supportedFrom = 0.5;

/** Passages, curated answers and results of tools, read for `measureSupport`. */
export function readSources(texts: readonly string[]): Sources {
  const sentences = texts.flatMap((text) => text.split('\n').flatMap(splitSentences));
  const words = sentences.map((text) => contentWords(text));
  const all = texts.join('\n');
  return {
    words: new Set(words.flat()),
    pairs: new Set(words.flatMap(pairsOf)),
    sentences: sentences.map((text, index) => ({ text, words: new Set(words[index]) })),
    claims: claimsOf(all),
    lower: all.toLowerCase(),
  };
}

/**
 * Measures how far sources support a sentence: the share of its words and word pairs that they have, in all and in the
 * one sentence that is nearest; its meaning, when `cosine` (the best cosine with a sentence of theirs) is given; and
 * what must be found exactly: numbers, names, addresses, and whether it is said or denied. Pure; needs no model.
 */
export function measureSupport(sentence: string, sources: Sources, cosine: number | null = null): Support {
  const words = contentWords(sentence);
  if (words.length === 0) return { score: 1, findings: [] };
  const nearest = nearestSentence(words, sources);
  const pairs = pairsOf(words);
  const missing = missingClaims(claimsOf(sentence), sources);
  const turned = nearest !== null && nearest.share >= 0.5 && contradicts(sentence, nearest.text);
  const lexical = share(words, sources.words);
  const evidence =
    weights.words * lexical +
    weights.pairs * (pairs.length === 0 ? lexical : share(pairs, sources.pairs)) +
    weights.nearest * (nearest?.share ?? 0) +
    weights.cosine * (cosine ?? lexical) +
    weights.bias;
  const doubt =
    weights.number * missing.numbers.length +
    weights.name * missing.names.length +
    weights.number * missing.addresses.length +
    (turned ? weights.turned : 0);
  const findings = [
    ...[...missing.numbers, ...missing.addresses, ...missing.names].map((claim) => `not in the sources: ${claim}`),
    ...(turned ? [`the sources say the opposite: ${nearest.text}`] : []),
  ];
  const score = 1 / (1 + Math.exp(doubt - evidence));
  return {
    score,
    findings: score < supportedFrom && findings.length === 0 ? ['too little of it is in the sources'] : findings,
  };
}

const weights = { words: 6, pairs: 2, nearest: 2, cosine: 3, bias: -7, number: 4, name: 1, turned: 6.5 };

/** The whole answer: as good as its weakest sentence, a little better when the others are good. */
export function measureAnswer(sentences: readonly Support[]): Support {
  const scores = sentences.map(({ score }) => score);
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  const weakest = Math.min(1, ...scores);
  return { score: 0.7 * weakest + 0.3 * mean, findings: sentences.flatMap(({ findings }) => findings) };
}

function nearestSentence(words: readonly string[], { sentences }: Sources): { text: string; share: number } | null {
  let best: { text: string; share: number } | null = null;
  for (const { text, words: own } of sentences) {
    const part = share(words, own);
    if (best === null || part > best.share) best = { text, share: part };
  }
  return best;
}

function missingClaims({ numbers, names, addresses }: Claims, sources: Sources): Claims {
  return {
    numbers: numbers.filter((number) => !sources.claims.numbers.includes(number)),
    names: names.filter((name) => !sources.lower.includes(name)),
    addresses: addresses.filter((found) => !sources.lower.includes(found)),
  };
}

function share(items: readonly string[], known: ReadonlySet<string>): number {
  return items.filter((item) => known.has(item)).length / items.length;
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((second, index) => `${words[index]} ${second}`);
}
