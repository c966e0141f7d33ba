/** One held-out prediction: the label it would be answered as, how sure, and whether that was right. */
export interface Prediction {
  label: number;
  confidence: number;
  right: boolean;
}

/** Confidence that no message reaches: the intent is never answered automatically. */
const never = 1.01;

/**
 * The lowest confidence per label above which answers are right at `targetAccuracy`, by a lower Clopper–Pearson bound
 * at 80 % on held-out predictions. A label with too few predictions of its own uses all labels' together.
 */
export function riskThresholds(predictions: readonly Prediction[], labels: number, targetAccuracy: number): number[] {
  const pooled = lowestSafe(predictions, targetAccuracy) ?? never;
  return Array.from({ length: labels }, (_, label) => {
    const own = predictions.filter((prediction) => prediction.label === label);
    return lowestSafe(own, targetAccuracy) ?? pooled;
  });
}

function lowestSafe(predictions: readonly Prediction[], targetAccuracy: number): number | null {
  const sorted = [...predictions].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let lowest: number | null = null;
  sorted.forEach((prediction, index) => {
    if (prediction.right) right++;
    if (isBoundedBelow(right, index + 1, targetAccuracy)) lowest = prediction.confidence;
  });
  return lowest;
}

const confidenceLevel = 0.8;

/**
 * Is the one-sided lower Clopper–Pearson bound of right / total at least `share`? The bound is the p at which `right` or
 * more has probability 1 − level, and that probability grows with p.
 */
export function isBoundedBelow(right: number, total: number, share: number): boolean {
  return right > 0 && binomialUpperTail(right, total, share) <= 1 - confidenceLevel;
}

/** P(X ≥ k) for X ~ Binomial(n, p), summed from the smaller side. */
function binomialUpperTail(k: number, n: number, p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  let term = n * Math.log(p);
  let sum = 0;
  for (let i = n; i >= k; i--) {
    sum += Math.exp(term);
    term += Math.log(i) - Math.log(n - i + 1) + Math.log((1 - p) / p);
  }
  return Math.min(1, sum);
}
