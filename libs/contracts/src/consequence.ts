import type { Evaluation, EvaluatedRow } from './learn/model';
import type { Automation } from './learn/settings';

export interface Consequence {
  /** Shares of all messages: answered by itself, and answered wrongly. */
  automatic: number;
  wrong: number;
}

/** What a workspace's choice does to the messages of the measuring part. */
export function consequenceOf(
  { rows, risks }: Pick<Evaluation, 'rows' | 'risks'>,
  { risk, minimumConfidence }: Automation,
): Consequence {
  const chosen = risks.find((level) => level.risk === risk);
  const thresholdOf = ({ predicted, threshold }: EvaluatedRow): number =>
    Math.max(chosen?.thresholds[predicted] ?? threshold, minimumConfidence);
  const answered = rows.filter((row) => !row.outside && row.confidence >= thresholdOf(row));
  const wrong = answered.filter(({ intent, predicted }) => intent !== predicted);
  const share = (count: number): number => (rows.length === 0 ? 0 : count / rows.length);
  return { automatic: share(answered.length), wrong: share(wrong.length) };
}
