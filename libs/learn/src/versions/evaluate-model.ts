import type { EvaluatedRow, Evaluation } from '@switchboard/contracts';
import type { Encoder, IntentModel } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { calibrationError, macroF1 } from '../evaluate/evaluate-intents';
import { exceededBounds } from '../bias/exceeded-bounds';
import { measureBias } from '../bias/measure-bias';
import { variants } from '../bias/vary-message';
import { readMessage } from './read-message';

/** A model on the test part of a dataset version, message by message. */
export async function evaluateModel(
  model: IntentModel,
  encoder: Pick<Encoder, 'encode'>,
  {
    datasetVersion,
    rows,
    onProgress,
  }: { datasetVersion: number; rows: readonly IntentRow[]; onProgress?(done: number, total: number): void },
): Promise<Evaluation> {
  const evaluated: EvaluatedRow[] = [];
  for (const { text, intent } of rows) {
    onProgress?.(evaluated.length, rows.length);
    const { intent: predicted, ...reading } = await readMessage(model, encoder, text);
    evaluated.push({ text, intent, predicted, ...reading });
  }
  return { ...summarize(datasetVersion, evaluated), risks: risksOf(model), bias: await biasOf(model, encoder, rows) };
}

const risksOf = ({ card: { labels, riskThresholds } }: IntentModel): Evaluation['risks'] =>
  riskThresholds.map(({ risk, thresholds }) => {
    return { risk, thresholds: Object.fromEntries(labels.map((label, index) => [label, thresholds[index] ?? 1])) };
  });

/** Every message is written in some twenty ways, so a sample has to do. */
const biasRows = 60;

async function biasOf(
  model: IntentModel,
  encoder: Pick<Encoder, 'encode'>,
  rows: readonly IntentRow[],
): Promise<Evaluation['bias']> {
  const known = rows.filter(({ intent }) => model.card.labels.includes(intent));
  if (known.length === 0) return [];
  const step = Math.max(1, known.length / biasRows);
  const sample = known.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const report = await measureBias({ model, encoder, rows: sample }, variants());
  return exceededBounds(report).map(({ group, lost }) => ({ group, lost }));
}

export function summarize(datasetVersion: number, rows: readonly EvaluatedRow[]): Omit<Evaluation, 'bias' | 'risks'> {
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
