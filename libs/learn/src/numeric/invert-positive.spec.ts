import { seededRandom } from '../train/random';
import { invertPositive } from './invert-positive';

/** A symmetric positive definite matrix: AᵀA, and something on the diagonal. */
function positive(size: number): Float64Array {
  const random = seededRandom(5);
  const a = Float64Array.from({ length: size * size }, () => random() - 0.5);
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    let sum = row === column ? 0.1 : 0;
    for (let k = 0; k < size; k++) sum += (a[k * size + row] as number) * (a[k * size + column] as number);
    return sum;
  });
}

describe('invertPositive', () => {
  it('gives what makes the matrix the identity', () => {
    const size = 12;
    const matrix = positive(size);
    const inverse = invertPositive(matrix, size);
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        let sum = 0;
        for (let k = 0; k < size; k++)
          sum += (matrix[row * size + k] as number) * (inverse[k * size + column] as number);
        expect(sum).toBeCloseTo(Number(row === column), 8);
      }
  });

  it('says so when there is no such matrix', () => {
    expect(() => invertPositive(Float64Array.of(1, 2, 2, 1), 2)).toThrow(RangeError);
  });
});
