import { seeded, vectorNear } from './make-corpus';

describe('a corpus that is made', () => {
  it('is the same in every run', () => {
    const [one, other] = [seeded(7), seeded(7)];
    expect([one(), one(), one()]).toEqual([other(), other(), other()]);
  });

  it('has vectors of unit length, as far from their model as asked', () => {
    const model = new Float32Array(384).map((_, index) => (index === 3 ? 1 : 0));
    const near = vectorNear(model, 0.75, seeded(1));
    expect(Math.hypot(...near)).toBeCloseTo(1, 5);
    expect(near[3]).toBeCloseTo(0.8, 1);
  });
});
