import { shuffled } from './random';

/** Indices of about `most` rows, an equal share of every label's (two at least). */
export function sampleEvenly(targets: readonly number[], most: number, random: () => number): number[] {
  const share = Math.max(2, Math.floor(most / new Set(targets).size));
  const taken = new Map<number, number>();
  return shuffled([...targets.keys()], random).filter((index) => {
    const label = targets[index] as number;
    const count = (taken.get(label) ?? 0) + 1;
    taken.set(label, count);
    return count <= share;
  });
}
