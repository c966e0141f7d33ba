/** Σ a[i] · b[offset + i] over the length of `a`. */
export function dotAt(a: ArrayLike<number>, b: ArrayLike<number>, offset: number): number {
  const { length } = a;
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const at = offset + i;
    s0 += (a[i] as number) * (b[at] as number);
    s1 += (a[i + 1] as number) * (b[at + 1] as number);
    s2 += (a[i + 2] as number) * (b[at + 2] as number);
    s3 += (a[i + 3] as number) * (b[at + 3] as number);
  }
  for (; i < length; i++) s0 += (a[i] as number) * (b[offset + i] as number);
  return s0 + s1 + (s2 + s3);
}

export function logSumExp(values: Float32Array): number {
  let peak = -Infinity;
  for (const value of values) if (value > peak) peak = value;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - peak);
  return peak + Math.log(sum);
}

export function logSoftmax(values: Float32Array): Float32Array {
  const total = logSumExp(values);
  return values.map((value) => value - total);
}

/** The two largest values, largest first; the second is −∞ if there is none. */
export function topTwo(values: Float32Array): [first: number, second: number] {
  let [first, second] = [-Infinity, -Infinity];
  for (const value of values) {
    if (value > first) [second, first] = [first, value];
    else if (value > second) second = value;
  }
  return [first, second];
}

/** Where the largest value is, the first of equal ones. */
export function argmax(values: Float32Array): number {
  let best = 0;
  values.forEach((value, index) => {
    if (value > (values[best] as number)) best = index;
  });
  return best;
}
