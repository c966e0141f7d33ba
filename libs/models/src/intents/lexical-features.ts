/** A sparse vector: parallel arrays of feature ids (ascending) and weights. */
export interface SparseVector {
  ids: Int32Array;
  weights: Float32Array;
}

/** N-grams are hashed into this many buckets (feature hashing, Weinberger et al. 2009); no vocabulary is stored. */
export const lexicalBuckets = 1 << 18;

/** Words 1–2 and characters inside words 2–5: forgiving with typing errors, exact with names. */
export function lexicalCounts(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (feature: string): void => {
    const bucket = hash(feature) & (lexicalBuckets - 1);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  };
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  for (const [index, word] of words.entries()) {
    count(`w:${word}`);
    const next = words[index + 1];
    if (next !== undefined) count(`w:${word} ${next}`);
    const padded = ` ${word.slice(0, 40)} `;
    for (let size = 2; size <= 5; size++) {
      for (let at = 0; at + size <= padded.length; at++) count(`c:${padded.slice(at, at + size)}`);
    }
  }
  return counts;
}

/** Sublinear TF-IDF of unit length over the buckets that have an inverse document frequency (others were never seen). */
export function lexicalVector(text: string, featureOf: Int32Array, idf: Float32Array): SparseVector {
  const entries: [id: number, weight: number][] = [];
  for (const [bucket, times] of lexicalCounts(text)) {
    const id = featureOf[bucket] ?? -1;
    if (id >= 0) entries.push([id, (1 + Math.log(times)) * (idf[id] ?? 0)]);
  }
  entries.sort(([a], [b]) => a - b);
  const norm = Math.sqrt(entries.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return {
    ids: Int32Array.from(entries, ([id]) => id),
    weights: Float32Array.from(entries, ([, weight]) => weight / norm),
  };
}

const shortestWord = 4;
const stemLength = 5;

/**
 * The words of a text that carry matter, each once and hashed: the first letters of longer words, so that "cancelled" is
 * "cancel", and pairs of Chinese characters.
 */
export function wordKeys(text: string): Set<number> {
  const runs =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
  const words = runs.flatMap((run) => {
    const letters = [...run];
    if (/^\p{Script=Han}/u.test(run)) return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
    return letters.length < shortestWord ? [] : [letters.slice(0, stemLength).join('')];
  });
  return new Set(words.map((word) => hash(word) | 0));
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  // The low bits of FNV are weak: fold the high ones in.
  return (state ^ (state >>> 15)) >>> 0;
}
