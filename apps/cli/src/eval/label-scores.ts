/** Null where nothing was found, or nothing was to be found. */
export interface LabelScore {
  label: string;
  expected: number;
  found: number;
  precision: number | null;
  recall: number | null;
}

/** Precision and recall of each label that is expected or found. */
export function labelScores(expected: readonly string[], found: readonly string[]): LabelScore[] {
  return [...new Set([...expected, ...found])].sort().map((label) => {
    const right = expected.filter((own, index) => own === label && found[index] === label).length;
    const [wanted, given] = [expected, found].map((list) => list.filter((own) => own === label).length);
    const share = (whole = 0): number | null => (whole === 0 ? null : right / whole);
    return { label, expected: wanted ?? 0, found: given ?? 0, precision: share(given), recall: share(wanted) };
  });
}

export function showLabelScores(scores: readonly LabelScore[]): void {
  const show = (share: number | null): string => (share === null ? '–' : share.toFixed(3));
  for (const { label, expected, precision, recall } of scores)
    process.stdout.write(
      `${label.padEnd(12)} ${String(expected).padStart(5)}: precision ${show(precision)}, recall ${show(recall)}\n`,
    );
}
