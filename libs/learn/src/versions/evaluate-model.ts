import type { EvaluatedRow, Evaluation } from '@switchboard/contracts';
import type { Encoder, IntentModel } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { calibrationError, macroF1 } from '../evaluate/evaluate-intents';
import { readMessage } from './read-message';

/** A model on the test part of a dataset version, message by message. */
export async function evaluateModel(
  model: IntentModel,
  encoder: Pick<Encoder, 'encode'>,
  { datasetVersion, rows }: { datasetVersion: number; rows: readonly IntentRow[] },
): Promise<Evaluation> {
  const evaluated: EvaluatedRow[] = [];
  for (const { text, intent } of rows) {
    const { intent: predicted, ...reading } = await readMessage(model, encoder, text);
    evaluated.push({ text, intent, predicted, ...reading });
  }
  return summarize(datasetVersion, evaluated);
}

export function summarize(datasetVersion: number, rows: readonly EvaluatedRow[]): Evaluation {
  const n = rows.length;
  const share = (count: number): number => (n === 0 ? 0 : count / n);
  const isRight = ({ intent, predicted }: EvaluatedRow): boolean => intent === predicted;
  const automatic = rows.filter(({ confidence, threshold, outside }) => confidence >= threshold && !outside);
  const intents = new Map<string, { rows: number; right: number }>();
  for (const row of rows) {
    const count = intents.get(row.intent) ?? { rows: 0, right: 0 };
    intents.set(row.intent, { rows: count.rows + 1, right: count.right + Number(isRight(row)) });
  }
  return {
    datasetVersion,
    n,
    accuracy: share(rows.filter(isRight).length),
    macroF1:
      n === 0
        ? 0
        : macroF1(
            rows.map(({ predicted }) => predicted),
            rows.map(({ intent }) => intent),
          ),
    ece:
      n === 0
        ? 0
        : calibrationError(
            rows.map(({ confidence }) => confidence),
            rows.map(isRight),
          ),
    automatic: share(automatic.length),
    wrong: share(automatic.filter((row) => !isRight(row)).length),
    intents: [...intents].map(([intent, counts]) => ({ intent, ...counts })),
    rows: [...rows],
  };
}
