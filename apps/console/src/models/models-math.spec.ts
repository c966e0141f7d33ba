import type { EvaluatedRow } from '@switchboard/contracts';
import { cellOf, confusionOf } from './confusion';
import { consequenceOf } from '@switchboard/contracts/consequence';
import { gateRules, readRule, written } from './settings/gate-rules';

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
    expect(consequenceOf({ rows, risks: [] }, { risk: 0.05, minimumConfidence: 0 })).toEqual({
      automatic: 3 / 5,
      wrong: 1 / 5,
    });
  });

  it('answers less and less wrongly as more is asked for', () => {
    const at = (minimumConfidence: number) => consequenceOf({ rows, risks: [] }, { risk: 0.05, minimumConfidence });
    expect(at(0.7)).toEqual({ automatic: 2 / 5, wrong: 0 });
    expect(at(1)).toEqual({ automatic: 0, wrong: 0 });
  });

  it('asks for what the chosen risk needs, intent by intent', () => {
    const risks = [
      { risk: 0.01, thresholds: { a: 0.95, b: 0.5, c: 0.5 } },
      { risk: 0.2, thresholds: { a: 0.1, b: 0.1, c: 0.1 } },
    ];
    expect(consequenceOf({ rows, risks }, { risk: 0.01, minimumConfidence: 0 })).toEqual({
      automatic: 2 / 5,
      wrong: 1 / 5,
    });
    expect(consequenceOf({ rows, risks }, { risk: 0.2, minimumConfidence: 0 })).toEqual({
      automatic: 4 / 5,
      wrong: 1 / 5,
    });
  });

  it('has nothing to say of nothing', () =>
    expect(consequenceOf({ rows: [], risks: [] }, { risk: 0.05, minimumConfidence: 0.5 })).toEqual({
      automatic: 0,
      wrong: 0,
    }));
});

describe('readRule', () => {
  const [rows, share] = [gateRules[0], gateRules[1]];
  if (rows === undefined || share === undefined) throw new Error('there are rules');

  it('reads percents and counts, and what it wrote itself', () => {
    expect(readRule('2.5', share)).toBe(0.025);
    expect(readRule('2,5', share)).toBe(0.025);
    expect(readRule('30', rows)).toBe(30);
    expect(readRule(written(0.07, share), share)).toBe(0.07);
  });

  it.each(['', ' ', 'x', '-1', '21', 'Infinity'])('takes “%s” for no share', (text) =>
    expect(readRule(text, share)).toBeNull(),
  );

  it('takes no half messages', () => expect(readRule('1.5', rows)).toBeNull());
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
