import { mixed, seeded } from './make-corpus';

describe('a corpus that is made', () => {
  it('is the same in every run', () => {
    const [one, other] = [seeded(7), seeded(7)];
    expect([one(), one(), one()]).toEqual([other(), other(), other()]);
  });

  it('has vectors of unit length between those they are mixed of', () => {
    const axis = (at: number) => new Float32Array(384).map((_, index) => (index === at ? 1 : 0));
    const between = mixed(axis(3), axis(5), 0.75);
    expect(Math.hypot(...between)).toBeCloseTo(1, 5);
    expect(between[3]).toBeCloseTo(3 * (between[5] ?? 0), 5);
  });
});
