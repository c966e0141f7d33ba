import { nearestSimilarities } from './nearest-similarities';

const at = (degrees: number): Float32Array =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

describe('nearestSimilarities', () => {
  it('gives the mean cosine to the nearest others, not to the row itself', async () => {
    const means = await nearestSimilarities([at(0), at(60), at(90), at(180)], 2);
    const wanted = [(0.5 + 0) / 2, (0.5 + Math.cos(Math.PI / 6)) / 2, (Math.cos(Math.PI / 6) + 0) / 2, (-0.5 + 0) / 2];
    wanted.forEach((value, index) => expect(means[index]).toBeCloseTo(value, 5));
  });

  it('counts all others where there are fewer, and nothing where there are none', async () => {
    expect((await nearestSimilarities([at(0), at(60)], 20))[0]).toBeCloseTo(0.5, 5);
    expect([...(await nearestSimilarities([at(0)], 20))]).toEqual([0]);
  });
});
