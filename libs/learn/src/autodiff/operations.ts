import type { GraphDim, GraphValue as Value } from '@switchboard/models';
import type { Tape } from './tape';

const microsoft = { domain: 'com.microsoft' };

const elementwise =
  (op: 'Add' | 'Sub' | 'Mul' | 'Div') =>
  (g: Tape, a: Value, b: Value): Value =>
    g.emit(op, [a, b], a.shape.length >= b.shape.length ? a.shape : b.shape);
const plus = elementwise('Add');
const minus = elementwise('Sub');
const times = elementwise('Mul');
const over = elementwise('Div');
const unary = (g: Tape, op: string, x: Value): Value => g.emit(op, [x], x.shape);

/** Over the last axis, which stays with size 1. */
const alongRows = (g: Tape, op: 'ReduceSum' | 'ReduceMean', x: Value): Value =>
  g.emit(op, [x, g.ints([-1])], [...x.shape.slice(0, -1), 1], { attributes: { keepdims: 1 } });
/** Over the rows of a matrix: [columns]. */
const columnSums = (g: Tape, x: Value): Value =>
  g.emit('ReduceSum', [x, g.ints([0])], x.shape.slice(1), { attributes: { keepdims: 0 } });

function gemm(g: Tape, a: Value, b: Value, { transA = 0, transB = 0 }, bias?: Value): Value {
  const shape = [a.shape[transA] as GraphDim, b.shape[1 - transB] as GraphDim];
  return g.emit('Gemm', bias === undefined ? [a, b] : [a, b, bias], shape, { attributes: { transA, transB } });
}

/** x · Wᵀ + b: x [rows, inputs], W [outputs, inputs]. */
export function linear(g: Tape, x: Value, weight: Value, bias: Value): Value {
  return g.record([x, weight, bias], gemm(g, x, weight, { transB: 1 }, bias), (dy) => [
    g.isWanted(x) ? gemm(g, dy, weight, {}) : null,
    g.isWanted(weight) ? gemm(g, dy, x, { transA: 1 }) : null,
    g.isWanted(bias) ? columnSums(g, dy) : null,
  ]);
}

export const add = (g: Tape, a: Value, b: Value): Value => g.record([a, b], plus(g, a, b), (dy) => [dy, dy]);

/** Adds a value without gradient that is broadcast, such as an attention mask. */
export const addConstant = (g: Tape, x: Value, constant: Value): Value =>
  g.record([x], plus(g, x, constant), (dy) => [dy]);

export const scale = (g: Tape, x: Value, factor: number): Value =>
  g.record([x], times(g, x, g.scalar(factor)), (dy) => [times(g, dy, g.scalar(factor))]);

export function relu(g: Tape, x: Value): Value {
  const y = unary(g, 'Relu', x);
  return g.record([x], y, (dy) => [times(g, dy, unary(g, 'Sign', y))]);
}

/** GELU by the error function; the backward pass, Φ(x) + x·φ(x), is computed anew from x. */
export function gelu(g: Tape, x: Value): Value {
  return g.record([x], g.emit('Gelu', [x], x.shape, microsoft), (dy) => {
    const scaled = times(g, x, g.scalar(Math.SQRT1_2));
    const cumulative = times(g, plus(g, unary(g, 'Erf', scaled), g.scalar(1)), g.scalar(0.5));
    const bell = unary(g, 'Exp', unary(g, 'Neg', times(g, scaled, scaled)));
    const density = times(g, bell, g.scalar(1 / Math.sqrt(2 * Math.PI)));
    return [times(g, dy, plus(g, cumulative, times(g, x, density)))];
  });
}

export function layerNorm(g: Tape, x: Value, gamma: Value, beta: Value, epsilon: number): Value {
  const rows = [...x.shape.slice(0, -1), 1];
  const attributes = { axis: -1, epsilon: { float: epsilon } };
  const [y, mean, inverse] = g.emitMany('LayerNormalization', [x, gamma, beta], [x.shape, rows, rows], {
    attributes,
  }) as [Value, Value, Value];
  return g.record([x, gamma, beta], y, (dy) => {
    const normalized = times(g, minus(g, x, mean), inverse);
    const product = times(g, dy, normalized);
    const scaled = times(g, dy, gamma);
    const along = alongRows(g, 'ReduceMean', times(g, scaled, normalized));
    const centred = minus(g, minus(g, scaled, alongRows(g, 'ReduceMean', scaled)), times(g, normalized, along));
    return [times(g, centred, inverse), columnSums(g, product), columnSums(g, dy)];
  });
}

/** alpha · a·b, or alpha · a·bᵀ, over the last two axes. */
export function matMul(g: Tape, a: Value, b: Value, { transB = 0, alpha = 1 }): Value {
  const product = (left: Value, right: Value, transposed: { transA: number; transB: number }): Value => {
    const [rows, inner] = left.shape.slice(-2) as [GraphDim, GraphDim];
    const [depth, columns] = right.shape.slice(-2) as [GraphDim, GraphDim];
    const shape = [...left.shape.slice(0, -2), transposed.transA ? inner : rows, transposed.transB ? depth : columns];
    const attributes = { ...transposed, alpha: { float: alpha } };
    return g.emit('FusedMatMul', [left, right], shape, { ...microsoft, attributes });
  };
  return g.record([a, b], product(a, b, { transA: 0, transB }), (dy) => [
    g.isWanted(a) ? product(dy, b, { transA: 0, transB: 1 - transB }) : null,
    !g.isWanted(b)
      ? null
      : transB
        ? product(dy, a, { transA: 1, transB: 0 })
        : product(a, dy, { transA: 1, transB: 0 }),
  ]);
}

export function softmax(g: Tape, x: Value): Value {
  const y = g.emit('Softmax', [x], x.shape, { attributes: { axis: -1 } });
  return g.record([x], y, (dy) => [times(g, minus(g, dy, alongRows(g, 'ReduceSum', times(g, dy, y))), y)]);
}

/** `target` is the shape as ONNX wants it, `inverse` the one that brings x back. */
export function reshape(g: Tape, x: Value, shape: readonly GraphDim[], target: Value, inverse: Value): Value {
  return g.record([x], g.emit('Reshape', [x, target], shape), (dy) => [g.emit('Reshape', [dy, inverse], x.shape)]);
}

export function transpose(g: Tape, x: Value, perm: readonly number[]): Value {
  const shape = perm.map((axis) => x.shape[axis] as GraphDim);
  const inverse = perm.map((_, axis) => perm.indexOf(axis));
  return g.record([x], g.emit('Transpose', [x], shape, { attributes: { perm } }), (dy) => [
    g.emit('Transpose', [dy], x.shape, { attributes: { perm: inverse } }),
  ]);
}

/** The parts along the first axis, of fixed size, without it; every part must be used. */
export function unstack(g: Tape, x: Value): Value[] {
  const count = x.shape[0] as number;
  const slice = [1, ...x.shape.slice(1)];
  const parts = g.emitMany(
    'Split',
    [x],
    Array.from({ length: count }, () => slice),
    { attributes: { axis: 0, num_outputs: count } },
  );
  const gradients: Value[] = [];
  let arrived = 0;
  return parts.map((part, index) =>
    g.record([x], g.emit('Squeeze', [part, g.ints([0])], x.shape.slice(1)), (dy) => {
      gradients[index] = g.emit('Unsqueeze', [dy, g.ints([0])], slice);
      arrived++;
      return [arrived === count ? g.emit('Concat', gradients, x.shape, { attributes: { axis: 0 } }) : null];
    }),
  );
}

/** Hides a share of the values and makes up for it in the others (Srivastava et al. 2014); seeded, new in every run. */
export function dropout(g: Tape, x: Value, { share, seed }: { share: number; seed: number }): Value {
  if (share === 0) return x;
  const training = g.constant('training', 'bool', [], Uint8Array.of(1));
  const inputs = [x, g.scalar(share), training];
  const [y, mask] = g.emitMany('Dropout', inputs, [x.shape, x.shape], { attributes: { seed } }) as [Value, Value];
  return g.record([x], y, (dy) => {
    const kept = g.emit('Cast', [mask], x.shape, { attributes: { to: 1 } });
    return [times(g, times(g, dy, kept), g.scalar(1 / (1 - share)))];
  });
}

/** Each row of a matrix at unit length. */
export function unitRows(g: Tape, x: Value): Value {
  const norm = unary(g, 'Sqrt', plus(g, alongRows(g, 'ReduceSum', times(g, x, x)), g.scalar(1e-12)));
  const y = over(g, x, norm);
  return g.record([x], y, (dy) => {
    const along = alongRows(g, 'ReduceSum', times(g, dy, y));
    return [over(g, minus(g, dy, times(g, y, along)), norm)];
  });
}

/** Σ weight · (−Σ target · log softmax(logits)) over rows: `targets` [rows, classes], `rowWeights` [rows, 1]. */
export function crossEntropy(g: Tape, logits: Value, targets: Value, rowWeights: Value): Value {
  const logP = g.emit('LogSoftmax', [logits], logits.shape, { attributes: { axis: -1 } });
  const weighted = times(g, alongRows(g, 'ReduceSum', times(g, targets, logP)), rowWeights);
  const loss = unary(g, 'Neg', g.emit('ReduceSum', [weighted], [], { attributes: { keepdims: 0 } }));
  return g.record([logits], loss, (dy) => {
    const error = minus(g, times(g, unary(g, 'Exp', logP), alongRows(g, 'ReduceSum', targets)), targets);
    return [times(g, error, times(g, rowWeights, dy))];
  });
}

/** Parts of the same width side by side. */
export function concat(g: Tape, parts: readonly Value[]): Value {
  const [first] = parts as [Value];
  const shape = [...first.shape.slice(0, -1), parts.length * (first.shape.at(-1) as number)];
  const y = g.emit('Concat', parts, shape, { attributes: { axis: -1 } });
  return g.record(parts, y, (dy) =>
    g.emitMany(
      'Split',
      [dy],
      parts.map((part) => part.shape),
      { attributes: { axis: -1, num_outputs: parts.length } },
    ),
  );
}

/** The largest value of each dimension over the tokens: [rows, tokens, width] → [rows, width]. */
export function peaks(g: Tape, x: Value): Value {
  const [rows, , width] = x.shape as [GraphDim, GraphDim, GraphDim];
  const wide = [rows, 1, width];
  const y = g.emit('ReduceMax', [x, g.ints([1])], [rows, width], { attributes: { keepdims: 0 } });
  return g.record([x], y, (dy) => {
    const largest = g.emit('Equal', [x, g.emit('Unsqueeze', [y, g.ints([1])], wide)], x.shape);
    const chosen = g.emit('Cast', [largest], x.shape, { attributes: { to: 1 } });
    return [times(g, chosen, g.emit('Unsqueeze', [dy, g.ints([1])], wide))];
  });
}
