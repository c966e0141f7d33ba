import type { EvaluationSummary } from '@switchboard/contracts';
import { judgeCandidate } from './judge-candidate';

const summary = (right: Record<string, number>, ece = 0.03): EvaluationSummary => {
  const intents = Object.entries(right).map(([intent, count]) => ({ intent, rows: 20, right: count }));
  const n = intents.length * 20;
  const accuracy = intents.reduce((sum, intent) => sum + intent.right, 0) / n;
  return {
    datasetVersion: 1,
    n,
    accuracy,
    macroF1: accuracy,
    ece,
    automatic: 0.8,
    wrong: 0.01,
    intents,
    languages: [],
    bias: [],
  };
};
const failed = (candidate: EvaluationSummary, live: EvaluationSummary | null): string[] =>
  judgeCandidate(candidate, live)
    .checks.filter(({ passed }) => !passed)
    .map(({ rule }) => rule);

describe('judgeCandidate', () => {
  it('lets a better one through', () => {
    expect(judgeCandidate(summary({ a: 19, b: 20 }), summary({ a: 18, b: 19 })).passed).toBe(true);
  });

  it('stops one that is worse overall, by a single message', () => {
    expect(failed(summary({ a: 18, b: 18 }), summary({ a: 18, b: 19 }))).toEqual(['overall-not-worse']);
  });

  it('stops one that is better overall and gives up an intent for it, and names the intent', () => {
    const { checks } = judgeCandidate(summary({ a: 20, b: 15 }), summary({ a: 14, b: 18 }));
    expect(checks.find(({ rule }) => rule === 'no-intent-loses')).toMatchObject({ passed: false, intents: ['b'] });
  });

  it('forgives one message of an intent, which may be chance', () => {
    expect(failed(summary({ a: 20, b: 17 }), summary({ a: 18, b: 18 }))).toEqual([]);
  });

  it('stops one whose confidence does not mean what it says', () => {
    expect(failed(summary({ a: 20, b: 20 }, 0.2), summary({ a: 18, b: 18 }))).toEqual(['calibrated']);
  });

  it('stops one that understands a group of writers worse than the live one does, and names the group', () => {
    const [candidate, live] = [summary({ a: 20, b: 20 }), summary({ a: 18, b: 18 })];
    const chatty = (lost: number) => [{ group: 'chatty', lost }];
    expect(failed({ ...candidate, bias: chatty(0.3) }, live)).toEqual(['nobody-understood-worse']);
    expect(failed({ ...candidate, bias: chatty(0.3) }, { ...live, bias: chatty(0.28) })).toEqual([]);
    const { checks } = judgeCandidate({ ...candidate, bias: chatty(0.3) }, live);
    expect(checks.find(({ rule }) => rule === 'nobody-understood-worse')?.intents).toEqual(['chatty']);
  });

  it('stops one that is better overall and gives up a language for it, and names the language', () => {
    const [candidate, live] = [summary({ a: 20, b: 20 }), summary({ a: 18, b: 18 })];
    const speaks = (en: number, zh: number, rows = 60) => [
      { language: 'en', rows, right: en },
      { language: 'zh', rows, right: zh },
    ];
    const { checks } = judgeCandidate(
      { ...candidate, languages: speaks(59, 50) },
      { ...live, languages: speaks(40, 55) },
    );
    expect(checks.find(({ rule }) => rule === 'no-language-loses')).toMatchObject({ passed: false, intents: ['zh'] });
    expect(failed({ ...candidate, languages: speaks(59, 54) }, { ...live, languages: speaks(40, 55) })).toEqual([]);
    // A handful of messages judges no language.
    expect(failed({ ...candidate, languages: speaks(9, 2, 10) }, { ...live, languages: speaks(4, 9, 10) })).toEqual([]);
  });

  it('lets nothing through that was measured on too little', () => {
    expect(failed(summary({ a: 20 }), null)).toEqual(['has-test-part']);
  });

  it('asks a first model for calibration only', () => {
    expect(failed(summary({ a: 20, b: 2 }), null)).toEqual([]);
  });
});
