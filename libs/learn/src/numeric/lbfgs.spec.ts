import { minimizeLbfgs } from './lbfgs';

describe('minimizeLbfgs', () => {
  it('finds the minimum of an ill-conditioned quadratic', async () => {
    const scales = [1, 10, 100, 1_000];
    const x = new Float64Array(4);
    await minimizeLbfgs(
      async (at, gradient) => {
        let loss = 0;
        scales.forEach((scale, i) => {
          const distance = (at[i] as number) - (i + 1);
          loss += (scale / 2) * distance * distance;
          gradient[i] = scale * distance;
        });
        return loss;
      },
      x,
      { maxIterations: 100, tolerance: 1e-8 },
    );
    [1, 2, 3, 4].forEach((wanted, i) => expect(x[i]).toBeCloseTo(wanted, 6));
  });
});
