import { seededRandom } from './random';
import { splitFolds } from './split-folds';

const targets = (labels: number, each: number) => Array.from({ length: labels * each }, (_, index) => index % labels);

describe('splitFolds', () => {
  it('holds out every row of a small set exactly once, each label evenly', () => {
    const rows = targets(4, 10);
    const folds = splitFolds(rows, seededRandom(1));
    expect(folds.flatMap(({ held }) => held).sort((a, b) => a - b)).toEqual(rows.map((_, index) => index));
    for (const { train, held } of folds) {
      expect(held.filter((index) => train.includes(index))).toEqual([]);
      for (let label = 0; label < 4; label++) expect(held.filter((index) => rows[index] === label)).toHaveLength(2);
    }
  });

  it('holds out runs of a label’s rows, so that twins beside each other stay together', () => {
    const order = Array.from({ length: 50 }, (_, index) => index);
    for (const { held } of splitFolds(targets(1, 50), seededRandom(1))) {
      const breaks = order.filter((index) => held.includes(index) !== held.includes((index + 1) % 50));
      expect(breaks).toHaveLength(2);
    }
  });

  it('never holds out the only row of a label', () => {
    const folds = splitFolds([...targets(2, 10), 2], seededRandom(1));
    for (const { train, held } of folds) {
      expect(train).toContain(20);
      expect(held).not.toContain(20);
    }
  });

  it('holds out one part of a large set, about a seventh', () => {
    const folds = splitFolds(targets(10, 400), seededRandom(1));
    expect(folds).toHaveLength(1);
    expect(folds[0]?.held.length).toBeGreaterThan(500);
    expect(folds[0]?.held.length).toBeLessThan(650);
  });
});
