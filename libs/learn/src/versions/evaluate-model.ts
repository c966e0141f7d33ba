import { type EvaluatedRow, type Evaluation, outsideLabel } from '@switchboard/contracts';
import type { Encoder, IntentModel } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { calibrationError, macroF1 } from '../evaluate/evaluate-intents';
import { exceededBounds } from '../bias/exceeded-bounds';
import { measureBias } from '../bias/measure-bias';
import { variants } from '../bias/vary-message';
import { isInside } from '../dataset/divide-rows';
import { readMessage } from './read-message';

export interface MeasuringRow extends IntentRow {
  language?: string;
}

/** A model on the test part of a dataset version, message by message. */
export async function evaluateModel(
  model: IntentModel,
  encoder: Pick<Encoder, 'encode'>,
  {
    datasetVersion,
    rows,
    onProgress,
  }: { datasetVersion: number; rows: readonly MeasuringRow[]; onProgress?(done: number, total: number): void },
): Promise<Evaluation> {
  const evaluated: EvaluatedRow[] = [];
  const total = readingsOf(rows.length);
  for (const { text, intent } of rows) {
    onProgress?.(evaluated.length, total);
    const { intent: best, ...reading } = await readMessage(model, encoder, text);
    // A refusal is what a message outside everything asks for; of another it says nothing about the intent.
    const predicted = intent === outsideLabel && reading.outside ? outsideLabel : best;
    evaluated.push({ text, intent, predicted, ...reading });
  }
  return {
    ...summarize(datasetVersion, evaluated),
    languages: countLanguages(rows, evaluated),
    risks: risksOf(model),
    bias: await biasOf(model, encoder, rows, (done) => onProgress?.(rows.length + done, total)),
  };
}

const risksOf = ({ card: { labels, riskThresholds } }: IntentModel): Evaluation['risks'] =>
  riskThresholds.map(({ risk, thresholds }) => {
    return { risk, thresholds: Object.fromEntries(labels.map((label, index) => [label, thresholds[index] ?? 1])) };
  });

/** Every message is written in some twenty ways, so a sample has to do. */
const biasRows = 60;

/** Messages that an evaluation on so many rows reads. */
export const readingsOf = (rows: number): number => rows + Math.min(biasRows, rows) * (variants().length + 1);

async function biasOf(
  model: IntentModel,
  encoder: Pick<Encoder, 'encode'>,
  rows: readonly IntentRow[],
  onRead: (done: number) => void,
): Promise<Evaluation['bias']> {
  const known = rows.filter(({ intent }) => model.card.labels.includes(intent));
  if (known.length === 0) return [];
  const step = Math.max(1, known.length / biasRows);
  const sample = known.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const report = await measureBias({ model, encoder, rows: sample }, variants(), (ways) =>
    onRead(ways * sample.length),
  );
  return exceededBounds(report).map(({ group, lost }) => ({ group, lost }));
}

const isRight = ({ intent, predicted }: EvaluatedRow): boolean => intent === predicted;

function countLanguages(rows: readonly MeasuringRow[], evaluated: readonly EvaluatedRow[]): Evaluation['languages'] {
  const counts = new Map<string, { rows: number; right: number }>();
  rows.forEach(({ language }, index) => {
    const row = evaluated[index] as EvaluatedRow;
    if (language === undefined || !isInside(row)) return;
    const count = counts.get(language) ?? { rows: 0, right: 0 };
    counts.set(language, { rows: count.rows + 1, right: count.right + Number(isRight(row)) });
  });
  return [...counts].map(([language, count]) => ({ language, ...count }));
}

export function summarize(
  datasetVersion: number,
  rows: readonly EvaluatedRow[],
): Omit<Evaluation, 'bias' | 'risks' | 'languages'> {
  const inside = rows.filter(isInside);
  const n = inside.length;
  const shareOf = (count: number, all: readonly unknown[]): number => (all.length === 0 ? 0 : count / all.length);
  const automatic = rows.filter(({ confidence, threshold, outside }) => confidence >= threshold && !outside);
  const intents = new Map<string, { rows: number; right: number }>();
  for (const row of rows) {
    const count = intents.get(row.intent) ?? { rows: 0, right: 0 };
    intents.set(row.intent, { rows: count.rows + 1, right: count.right + Number(isRight(row)) });
  }
  return {
    datasetVersion,
    n,
    accuracy: shareOf(inside.filter(isRight).length, inside),
    macroF1:
      n === 0
        ? 0
        : macroF1(
            inside.map(({ predicted }) => predicted),
            inside.map(({ intent }) => intent),
          ),
    ece:
      n === 0
        ? 0
        : calibrationError(
            inside.map(({ confidence }) => confidence),
            inside.map(isRight),
          ),
    automatic: shareOf(automatic.length, rows),
    wrong: shareOf(automatic.filter((row) => !isRight(row)).length, rows),
    intents: [...intents].map(([intent, counts]) => ({ intent, ...counts })),
    rows: [...rows],
  };
}
