import type { Graph, Value } from './graph';

/** Each row of a matrix at unit length. */
export function unitLength(g: Graph, x: Value): Value {
  const rows = [...x.shape.slice(0, -1), 1];
  const squares = g.emit('ReduceSum', [g.emit('Mul', [x, x], x.shape), g.ints([-1])], rows, {
    attributes: { keepdims: 1 },
  });
  return g.emit('Div', [x, g.emit('Sqrt', [squares], rows)], x.shape);
}
