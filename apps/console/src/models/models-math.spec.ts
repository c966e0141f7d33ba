import type { EvaluatedRow } from '@switchboard/contracts';
import { cellOf, confusionOf } from './confusion';
import { consequenceOf } from './consequences';

const row = (
  intent: string,
  predicted: string,
  confidence: number,
  more: Partial<EvaluatedRow> = {},
): EvaluatedRow => ({
  text: `${intent} ${confidence}`,
  intent,
  predicted,
  confidence,
  threshold: 0.5,
  outside: false,
  ...more,
});
const rows = [
  row('a', 'a', 0.9),
  row('a', 'b', 0.6),
  row('b', 'b', 0.4),
  row('c', 'c', 0.8),
  row('b', 'b', 0.95, { outside: true }),
];

describe('consequenceOf', () => {
  it('counts what is answered at the intents’ own thresholds, and what of it is wrong', () => {
    expect(consequenceOf(rows, 0)).toEqual({ automatic: 3 / 5, wrong: 1 / 5 });
  });

  it('answers less and less wrongly as more is asked for', () => {
    expect(consequenceOf(rows, 0.7)).toEqual({ automatic: 2 / 5, wrong: 0 });
    expect(consequenceOf(rows, 1)).toEqual({ automatic: 0, wrong: 0 });
  });

  it('has nothing to say of nothing', () => expect(consequenceOf([], 0.5)).toEqual({ automatic: 0, wrong: 0 }));
});

describe('confusionOf', () => {
  it('keeps the messages of each cell', () => {
    const { labels, cells, most } = confusionOf(rows, false);
    expect(labels).toEqual(['a', 'b', 'c']);
    expect(cells.get(cellOf('a', 'b'))?.map(({ text }) => text)).toEqual(['a 0.6']);
    expect(most).toBe(1);
  });

  it('leaves out intents that are never confused', () => {
    expect(confusionOf(rows, true).labels).toEqual(['a', 'b']);
  });
});
