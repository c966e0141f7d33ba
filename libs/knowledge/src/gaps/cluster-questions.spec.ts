import { clusterQuestions } from './cluster-questions';

const unit = (...values: number[]): Float32Array => {
  const length = Math.hypot(...values);
  return Float32Array.from(values.map((value) => value / length));
};

describe('questions that ask much the same', () => {
  it('stand together, the largest group first and its most typical question first', () => {
    const vectors = [unit(0, 0, 1), unit(1, 0.4, 0), unit(1, 0, 0), unit(1, -0.4, 0), unit(0, 0, 1)];
    expect(clusterQuestions(vectors)).toEqual([
      [2, 1, 3],
      [0, 4],
    ]);
  });

  it('each belong to one group, and the order of arrival leaves none behind', () => {
    const vectors = Array.from({ length: 60 }, (_, at) =>
      unit(at % 3 === 0 ? 1 : 0.05, at % 3 === 1 ? 1 : 0.05, at % 3 === 2 ? 1 : 0.05),
    );
    const groups = clusterQuestions(vectors);
    expect(groups.map(({ length }) => length)).toEqual([20, 20, 20]);
    expect(groups.flat().sort((a, b) => a - b)).toEqual(vectors.map((_, at) => at));
  });

  it('are none where nothing was asked', () => expect(clusterQuestions([])).toEqual([]));
});
