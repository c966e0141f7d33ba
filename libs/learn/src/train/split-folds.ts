export interface Fold {
  train: number[];
  held: number[];
}

const heldShare = 0.15;
const manyRows = 3_000;
const folds = 5;

const heldParts = Math.round(1 / heldShare);

/** Five folds for small sets, one held-out part for large ones. */
export function splitFolds(targets: readonly number[], random: () => number): Fold[] {
  if (targets.length <= manyRows) return crossFolds(targets, random);
  return stratify(targets, random, heldParts).slice(0, 1);
}

/** Rows that each fold of so many will about train on. */
export const foldSizes = (rows: number): number[] =>
  rows <= manyRows ? Array.from({ length: folds }, () => rows * (1 - 1 / folds)) : [rows * (1 - 1 / heldParts)];

/** Five folds in which every row is held out once. */
export const crossFolds = (targets: readonly number[], random: () => number): Fold[] =>
  stratify(targets, random, folds);

/**
 * Folds by row index; every label is spread evenly over the parts. A label's only row is never held out. Of each label a
 * part is a run of rows in the order given: neighbours often come from one author, and a row held out beside its twins
 * says too little about messages of others.
 */
function stratify(targets: readonly number[], random: () => number, parts: number): Fold[] {
  const byLabel = new Map<number, number[]>();
  targets.forEach((label, index) => {
    const rows = byLabel.get(label);
    if (rows === undefined) byLabel.set(label, [index]);
    else rows.push(index);
  });
  const partOf = new Int32Array(targets.length).fill(-1);
  for (const rows of byLabel.values()) {
    if (rows.length === 1) continue;
    // Another start for each label: no part gets all the remainders, or the beginnings of all labels.
    const start = Math.floor(random() * rows.length);
    const first = Math.floor(random() * parts);
    [...rows.slice(start), ...rows.slice(0, start)].forEach(
      (row, index) => (partOf[row] = (first + Math.floor((index * parts) / rows.length)) % parts),
    );
  }
  const indices = targets.map((_, index) => index);
  return Array.from({ length: parts }, (_, part) => ({
    train: indices.filter((index) => partOf[index] !== part),
    held: indices.filter((index) => partOf[index] === part),
  }));
}
