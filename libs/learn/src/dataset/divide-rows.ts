import { type DatasetRow, outsideLabel } from '@switchboard/contracts';

export interface DividedRows<Row> {
  /** Intents to learn. */
  train: Row[];
  /** Messages outside everything: learnt as what to refuse. */
  outsideTexts: string[];
  /** Measured with, of both kinds. */
  test: Row[];
}

/** A version's rows by what is done with them: every training is given them in this way. */
export function divideRows<Row extends Pick<DatasetRow, 'text' | 'intent' | 'part'>>(
  rows: readonly Row[],
): DividedRows<Row> {
  const train = rows.filter(({ part }) => part === 'train');
  return {
    train: train.filter(isInside),
    outsideTexts: train.filter((row) => !isInside(row)).map(({ text }) => text),
    test: rows.filter(({ part }) => part === 'test'),
  };
}

/** Whether a row is of an intent, and no message outside everything. */
export const isInside = ({ intent }: Pick<DatasetRow, 'intent'>): boolean => intent !== outsideLabel;
