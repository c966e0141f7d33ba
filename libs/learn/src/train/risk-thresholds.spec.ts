import { isBoundedBelow, riskThresholds } from './risk-thresholds';

const predictions = (label: number, confidences: number[], wrongBelow: number) =>
  confidences.map((confidence) => ({ label, confidence, right: confidence >= wrongBelow }));

describe('isBoundedBelow', () => {
  it('is the one-sided Clopper–Pearson bound', () => {
    // All of n right: the bound is (1 − level)^(1/n).
    const bound = 0.2 ** (1 / 10);
    expect([isBoundedBelow(10, 10, bound - 1e-6), isBoundedBelow(10, 10, bound + 1e-6)]).toEqual([true, false]);
    expect(isBoundedBelow(0, 10, 0.01)).toBe(false);
    expect([isBoundedBelow(90, 100, 0.85), isBoundedBelow(90, 100, 0.9)]).toEqual([true, false]);
  });
});

describe('riskThresholds', () => {
  const many = Array.from({ length: 200 }, (_, index) => index / 200);

  it('lets through what was right, and keeps a margin for what few rows cannot show', () => {
    const [threshold = 0] = riskThresholds(predictions(0, many, 0.5), 1, 0.95);
    expect(threshold).toBeGreaterThanOrEqual(0.47);
    expect(threshold).toBeLessThanOrEqual(0.5);
  });

  it('takes all labels together for one that has too few rows of its own', () => {
    const rows = [...predictions(0, many, 0.5), ...predictions(1, [0.9], 0)];
    const [own, pooled] = riskThresholds(rows, 2, 0.95);
    expect(pooled).toBeCloseTo(own ?? 0, 1);
  });

  it('never answers automatically when nothing is safe', () => {
    expect(riskThresholds(predictions(0, many, 2), 1, 0.95)[0]).toBeGreaterThan(1);
  });
});
