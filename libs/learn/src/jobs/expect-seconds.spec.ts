import { expectSeconds } from './expect-seconds';

const size = { rows: 1_000, intents: 50 };
const took = (method: 'head' | 'finetune', seconds: number) => ({ ...size, method, seconds });

describe('expectSeconds', () => {
  it('expects more of more rows, and of the thorough method', () => {
    const [few, many] = [expectSeconds('head', size, []), expectSeconds('head', { ...size, rows: 9_000 }, [])];
    expect(many).toBeGreaterThan(few);
    expect(expectSeconds('finetune', size, [])).toBeGreaterThan(2 * few);
  });

  it('learns from what earlier trainings took on this machine, one odd one aside', () => {
    expect(expectSeconds('head', size, [took('head', 100), took('head', 102), took('head', 5_000)])).toBe(102);
    const usual = expectSeconds('finetune', size, []);
    const slow = expectSeconds('finetune', size, [took('head', 10 * expectSeconds('head', size, []))]);
    expect(slow / usual).toBeCloseTo(10, 0);
  });
});
