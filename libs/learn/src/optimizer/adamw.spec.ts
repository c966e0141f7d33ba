import { AdamW } from './adamw';
import { Arena } from './arena';

const filled = (length: number, from: number): number[] => Array.from({ length }, (_, i) => Math.sin(from + i));

/** The formula, float by float. */
function expected(values: number[], gradients: number[][], { rate, decay }: { rate: number; decay: number }): number[] {
  const [m, v] = [values.map(() => 0), values.map(() => 0)];
  gradients.forEach((gradient, index) =>
    gradient.forEach((g, i) => {
      m[i] = 0.9 * (m[i] as number) + 0.1 * g;
      v[i] = 0.999 * (v[i] as number) + 0.001 * g * g;
      const first = (m[i] as number) / (1 - 0.9 ** (index + 1));
      const second = (v[i] as number) / (1 - 0.999 ** (index + 1));
      values[i] = (values[i] as number) * (1 - rate * decay) - (rate * first) / (Math.sqrt(second) + 1e-8);
    }),
  );
  return values;
}

const close = (actual: Float32Array, wanted: number[]): void => {
  expect(actual).toHaveLength(wanted.length);
  wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 5));
};

describe('AdamW', () => {
  it('takes the steps of the formula, whatever the length', () => {
    const arena = new Arena([
      { name: 'weight', shape: [3, 7], decays: true },
      { name: 'bias', shape: [5], decays: false },
    ]);
    const optimizer = new AdamW(arena, { weightDecay: 0.1 });
    const gradients = [1, 2, 3].map((from) => ({ weight: filled(21, from), bias: filled(5, from) }));
    arena.slot('weight').value.set(filled(21, 0));
    arena.slot('bias').value.set(filled(5, 0));
    for (const { weight, bias } of gradients) {
      arena.slot('weight').gradient.set(weight);
      arena.slot('bias').gradient.set(bias);
      optimizer.step(['weight', 'bias'], () => 0.01);
    }
    const all = (name: 'weight' | 'bias'): number[][] => gradients.map((gradient) => gradient[name]);
    close(arena.slot('weight').value, expected(filled(21, 0), all('weight'), { rate: 0.01, decay: 0.1 }));
    close(arena.slot('bias').value, expected(filled(5, 0), all('bias'), { rate: 0.01, decay: 0 }));
  });

  it('updates the rows of a table that a batch touched, and no other', () => {
    const arena = new Arena([{ name: 'words', shape: [4, 16], decays: false, isTable: true }]);
    const optimizer = new AdamW(arena, { weightDecay: 0 });
    const rows = new Map([[2, Float32Array.from(filled(16, 1))]]);
    optimizer.step([], () => 0.01, [{ name: 'words', rows }]);
    const { value } = arena.slot('words');
    close(value.subarray(32, 48), expected(new Array<number>(16).fill(0), [filled(16, 1)], { rate: 0.01, decay: 0 }));
    expect(value.subarray(0, 32).every((x) => x === 0) && value.subarray(48).every((x) => x === 0)).toBe(true);
  });

  it('scales all gradients down together when their norm is too large', () => {
    const steps = [Infinity, 1].map((clipNorm) => {
      const arena = new Arena([{ name: 'a', shape: [4], decays: false }]);
      // Not so small beside epsilon that Adam would take the scale out again.
      const optimizer = new AdamW(arena, { weightDecay: 0, clipNorm, epsilon: 10 });
      arena.slot('a').gradient.set([30, 0, 40, 0]);
      optimizer.step(['a'], () => 1);
      return arena.slot('a').value[0] as number;
    });
    expect(steps[0]).toBeCloseTo(-30 / 40, 4);
    expect(steps[1]).toBeCloseTo(-0.6 / 10.6, 4);
  });

  it('comes back to a snapshot', () => {
    const arena = new Arena([{ name: 'a', shape: [3], decays: true }]);
    arena.slot('a').value.set([1, 2, 3]);
    const snapshot = arena.snapshot();
    arena.slot('a').value.fill(9);
    arena.restore(snapshot);
    expect([...arena.slot('a').value]).toEqual([1, 2, 3]);
  });
});
