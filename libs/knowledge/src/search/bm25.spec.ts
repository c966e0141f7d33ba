import { bm25 } from './bm25';
import { wordFrequencies } from './word-frequencies';
import { contentWords } from './words';

const frequencies = wordFrequencies({
  passages: 100,
  total: 100,
  holding: new Map([
    ['account', 60],
    ['blue', 20],
    ['navy', 5],
  ]),
});
const score = (query: string, ...texts: string[]): number[] =>
  bm25(contentWords(query), texts.map(contentWords), frequencies);

describe('bm25', () => {
  it('counts a rare word for more than a common one', () => {
    const [navy = 0, account = 0] = score('navy account', 'navy shoes here', 'account papers here');
    expect(navy).toBeGreaterThan(account);
  });

  it('prefers words that stand side by side as they were asked', () => {
    const [beside = 0, apart = 0] = score('navy blue account', 'navy blue account terms', 'blue terms account navy');
    expect(beside).toBeGreaterThan(apart);
  });

  it('gives nothing for a text without any of the words', () => {
    expect(score('navy', 'green')).toEqual([0]);
  });
});
