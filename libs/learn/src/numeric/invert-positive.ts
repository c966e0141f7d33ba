/** Inverse of a symmetric positive definite [size, size] matrix by its Cholesky factor. */
export function invertPositive(matrix: Float64Array, size: number): Float64Array {
  const factor = cholesky(matrix, size);
  // Rows of the inverse of the lower factor.
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    inverse[column * size + column] = 1 / (factor[column * size + column] as number);
    for (let row = column + 1; row < size; row++) {
      let sum = 0;
      for (let k = column; k < row; k++)
        sum -= (factor[row * size + k] as number) * (inverse[k * size + column] as number);
      inverse[row * size + column] = sum / (factor[row * size + row] as number);
    }
  }
  const result = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i <= k; i++) {
      const value = inverse[k * size + i] as number;
      for (let j = 0; j <= i; j++)
        result[i * size + j] = (result[i * size + j] as number) + value * (inverse[k * size + j] as number);
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) result[j * size + i] = result[i * size + j] as number;
  return result;
}

/** The lower triangular factor: matrix = factor · factorᵀ. Throws RangeError if the matrix is not positive definite. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++)
        sum -= (factor[row * size + k] as number) * (factor[column * size + k] as number);
      if (row !== column) factor[row * size + column] = sum / (factor[column * size + column] as number);
      else if (sum > 0) factor[row * size + row] = Math.sqrt(sum);
      else throw new RangeError('the matrix is not positive definite');
    }
  }
  return factor;
}
