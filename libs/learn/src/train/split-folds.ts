import { shuffled } from './random';

export interface Fold {
  train: number[];
  held: number[];
}

const heldShare = 0.15;
const manyRows = 3_000;
const folds = 5;

/** Stratified folds by row index: five for small sets, one held-out part for large ones. */
export function splitFolds(targets: readonly number[], random: () => number): Fold[] {
  const byLabel = new Map<number, number[]>();
  targets.forEach((label, index) => byLabel.set(label, [...(byLabel.get(label) ?? []), index]));
  const parts = targets.length > manyRows ? Math.round(1 / heldShare) : folds;
  const partOf = new Int32Array(targets.length);
  let offset = 0;
  for (const rows of byLabel.values()) {
    shuffled(rows, random).forEach((row, index) => (partOf[row] = (index + offset) % parts));
    // Labels with few rows begin at different parts, so that no part gets all the remainders.
    offset += rows.length;
  }
  const used = targets.length > manyRows ? 1 : folds;
  const indices = targets.map((_, index) => index);
  return Array.from({ length: used }, (_, part) => ({
    train: indices.filter((index) => partOf[index] !== part),
    held: indices.filter((index) => partOf[index] === part),
  }));
}
