import { repositoryRoot } from '@switchboard/api';
import { listPacks, readPack } from '@switchboard/packs';
import { type EvalDocument, readDocuments } from '../../eval/build-knowledge';

/** Articles that passages are made from: given ones, or the English ones of all packs. */
export function readArticles(file: string | undefined): EvalDocument[] {
  if (file !== undefined) return readDocuments(file);
  const root = repositoryRoot();
  return listPacks(root).flatMap((name) =>
    readPack(root, name)
      .articles.filter(({ language }) => language === 'en')
      .map(({ slug, title, markdown }) => ({ id: `${name}-${slug}`, title, text: markdown })),
  );
}

/** The same numbers in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What lies between two unit-length vectors, of unit length again; `share` is the first one's. */
export function mixed(one: Float32Array, other: Float32Array, share: number): Float32Array {
  const sum = one.map((value, index) => share * value + (1 - share) * (other[index] as number));
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
