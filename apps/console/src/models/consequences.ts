import type { EvaluatedRow } from '@switchboard/contracts';

export interface Consequence {
  /** Shares of all messages: answered by itself, and answered wrongly. */
  automatic: number;
  wrong: number;
}

/** What a least confidence does to messages of the measuring part. */
export function consequenceOf(rows: readonly EvaluatedRow[], minimumConfidence: number): Consequence {
  const answered = rows.filter(
    ({ confidence, threshold, outside }) => !outside && confidence >= Math.max(threshold, minimumConfidence),
  );
  const wrong = answered.filter(({ intent, predicted }) => intent !== predicted);
  const share = (count: number): number => (rows.length === 0 ? 0 : count / rows.length);
  return { automatic: share(answered.length), wrong: share(wrong.length) };
}
