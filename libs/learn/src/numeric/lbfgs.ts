export interface LbfgsOptions {
  maxIterations: number;
  /** Stops when the largest gradient component is below it. */
  tolerance: number;
  /** Called after each iteration with the loss. */
  onIteration?(iteration: number, loss: number): void | Promise<void>;
}

/** Loss at `x`; writes the gradient into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => Promise<number>;

const memory = 10;
const armijo = 1e-4;

/**
 * Limited-memory BFGS (Nocedal and Wright 2006, algorithm 7.5) with a backtracking line search, for smooth convex
 * losses. `x` is improved in place.
 */
export async function minimizeLbfgs(objective: Objective, x: Float64Array, options: LbfgsOptions): Promise<number> {
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  let gradient = new Float64Array(x.length);
  let next = new Float64Array(x.length);
  let loss = await objective(x, gradient);
  for (let iteration = 0; iteration < options.maxIterations; iteration++) {
    if (largest(gradient) < options.tolerance) break;
    const direction = searchDirection(gradient, pairs);
    const slope = dot(direction, gradient);
    let step = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    const from = x.slice();
    let nextLoss = Infinity;
    for (let tries = 0; tries < 30; tries++, step /= 2) {
      for (let i = 0; i < x.length; i++) x[i] = (from[i] as number) + step * (direction[i] as number);
      nextLoss = await objective(x, next);
      if (nextLoss <= loss + armijo * step * slope) break;
    }
    if (!(nextLoss < loss)) {
      x.set(from);
      break;
    }
    const s = x.map((value, i) => value - (from[i] as number));
    const y = next.map((value, i) => value - (gradient[i] as number));
    const curvature = dot(s, y);
    if (curvature > 1e-12) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > memory) pairs.shift();
    [gradient, next] = [next, gradient];
    loss = nextLoss;
    await options.onIteration?.(iteration + 1, loss);
  }
  return loss;
}

/** The two-loop recursion: −H·gradient. */
function searchDirection(
  gradient: Float64Array,
  pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.slice();
  const alphas: number[] = [];
  for (const { s, y, rho } of [...pairs].reverse()) {
    const alpha = rho * dot(s, q);
    alphas.push(alpha);
    addScaled(q, y, -alpha);
  }
  const last = pairs.at(-1);
  const scale = last === undefined ? 1 : dot(last.s, last.y) / dot(last.y, last.y);
  for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) * scale;
  for (const { s, y, rho } of pairs) addScaled(q, s, (alphas.pop() ?? 0) - rho * dot(y, q));
  return q.map((value) => -value);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + factor * (source[i] as number);
}

function largest(values: Float64Array): number {
  let peak = 0;
  for (const value of values) peak = Math.max(peak, Math.abs(value));
  return peak;
}
