import { fakeEncoder } from '@switchboard/testing';
import type { IntentRow } from '../data/read-intent-rows';
import { checkDataset } from './check-dataset';
import { predictOutOfFold } from './predict-out-of-fold';

const words: Record<string, string[]> = {
  refund: ['refund', 'money back', 'reimburse'],
  delivery: ['parcel', 'courier', 'shipping'],
  password: ['password', 'sign in', 'locked out'],
};
const frames = [
  'my * please',
  'about the *',
  'i need * now',
  '* question',
  'help with *',
  'where is *',
  'is * done',
  '* again',
];
const clean: IntentRow[] = Object.entries(words).flatMap(([intent, own]) =>
  own.flatMap((word) => frames.map((frame) => ({ text: frame.replace('*', word), intent }))),
);

async function check(rows: IntentRow[], testRows: IntentRow[] = []) {
  return checkDataset(rows, await predictOutOfFold(rows, fakeEncoder()), testRows);
}

describe('checkDataset', () => {
  it('finds nothing in clean rows', async () => {
    const report = await check(clean);
    expect(report).toMatchObject({ rows: clean.length, intents: 3, duplicates: [], contradictions: [], leaks: [] });
    expect(report).toMatchObject({ starved: [], likelyMislabels: [], confusablePairs: [] });
    expect(report.accuracy).toBeGreaterThan(0.9);
  });

  it('finds the rows whose labels were swapped, and says what they should be', async () => {
    const wrong = [3, 20, 30, 50, 65];
    const labels = Object.keys(words);
    const next = (intent: string): string => labels[(labels.indexOf(intent) + 1) % labels.length] as string;
    const rows = clean.map((row, index) => (wrong.includes(index) ? { ...row, intent: next(row.intent) } : row));
    const { likelyMislabels } = await check(rows);
    const found = likelyMislabels.map(({ row }) => row - 1);
    expect(found.slice(0, wrong.length).sort((a, b) => a - b)).toEqual(wrong);
    for (const { row, suggested, probability, suggestedProbability } of likelyMislabels.slice(0, wrong.length)) {
      expect(suggested).toBe(clean[row - 1]?.intent);
      expect(suggestedProbability).toBeGreaterThan(probability);
    }
  });

  it('tells repeats from contradictions, whatever their case and punctuation', async () => {
    const { duplicates, contradictions } = await check([
      ...clean,
      { text: 'MY  refund, please!', intent: 'refund' },
      { text: 'Courier again?', intent: 'refund' },
    ]);
    expect(duplicates).toEqual([
      {
        text: 'my refund please',
        rows: [expect.objectContaining({ row: 1 }), expect.objectContaining({ row: clean.length + 1 })],
      },
    ]);
    expect(contradictions).toHaveLength(1);
    expect(contradictions[0]?.rows.map(({ intent }) => intent)).toEqual(['delivery', 'refund']);
  });

  it('finds test rows that the training has seen, and intents with too few rows', async () => {
    const rows = [...clean, { text: 'opening hours', intent: 'hours' }, { text: 'when do you close', intent: 'hours' }];
    const { leaks, starved } = await check(rows, [
      { text: 'something new', intent: 'refund' },
      { text: 'my refund, PLEASE', intent: 'refund' },
    ]);
    expect(leaks).toEqual([{ text: 'my refund, PLEASE', testRow: 2, rows: [1] }]);
    expect(starved).toEqual([{ intent: 'hours', count: 2 }]);
  });

  it('names intents that are told apart by nothing', async () => {
    const split = clean.map((row, index) =>
      row.intent === 'refund' && (index + Math.floor(index / frames.length)) % 2 === 1
        ? { ...row, intent: 'refund_again' }
        : row,
    );
    const { confusablePairs } = await check(split);
    expect(confusablePairs[0]?.intents).toEqual(['refund', 'refund_again']);
    expect(confusablePairs[0]?.rows.length).toBeGreaterThan(1);
  });
});
