import type { BertArchitecture, GraphValue } from '@switchboard/models';
import {
  add,
  addConstant,
  dropout,
  gelu,
  layerNorm,
  linear,
  matMul,
  reshape,
  softmax,
  transpose,
  unstack,
} from '../autodiff/operations';
import type { Tape } from '../autodiff/tape';

export interface BertInputs {
  tape: Tape;
  architecture: BertArchitecture;
  parameter(name: string): GraphValue;
  /** A seed for the next dropout, or null to leave dropout out. */
  nextSeed: (() => number) | null;
}

/** Share of values hidden between the parts of a layer. */
const dropoutShare = 0.1;

/**
 * The differentiable encoder over a batch whose tokens lie in one axis ('tokens' = rows · length). Gives the token states
 * after each layer, [rows, length, hidden], and the sum of the embeddings, whose gradient the tables get.
 */
export function bertStates({ tape: g, architecture: a, parameter, nextSeed }: BertInputs) {
  const { hiddenSize: hidden, heads, layerNormEpsilon: epsilon } = a;
  const drop = (x: GraphValue): GraphValue =>
    nextSeed === null ? x : dropout(g, x, { share: dropoutShare, seed: nextSeed() });
  const mask = g.input('mask', 'float32', ['rows', 1, 1, 'length']);
  const splitShape = g.input('splitShape', 'int64', [5]);
  const sequenceShape = g.input('sequenceShape', 'int64', [3]);
  const flatShape = g.ints([-1, hidden]);
  const flat = ['tokens', hidden];
  const dense = (x: GraphValue, name: string): GraphValue =>
    linear(g, x, parameter(`${name}.weight`), parameter(`${name}.bias`));
  const norm = (x: GraphValue, name: string): GraphValue =>
    layerNorm(g, x, parameter(`${name}.gamma`), parameter(`${name}.beta`), epsilon);
  const gather = (table: string, index: GraphValue): GraphValue =>
    g.emit('Gather', [parameter(table), index], flat, { attributes: { axis: 0 } });

  function attend(x: GraphValue, name: string): GraphValue {
    const headSize = hidden / heads;
    const joined = dense(x, `${name}.qkv`);
    const split = reshape(g, joined, ['rows', 'length', 3, heads, headSize], splitShape, g.ints([-1, 3 * hidden]));
    const [query, key, value] = unstack(g, transpose(g, split, [2, 0, 3, 1, 4])) as [
      GraphValue,
      GraphValue,
      GraphValue,
    ];
    const scores = matMul(g, query, key, { transB: 1, alpha: 1 / Math.sqrt(headSize) });
    const attention = drop(softmax(g, addConstant(g, scores, mask)));
    const context = transpose(g, matMul(g, attention, value, {}), [0, 2, 1, 3]);
    const together = reshape(
      g,
      context,
      ['rows', 'length', hidden],
      g.ints([0, 0, hidden]),
      g.ints([0, 0, heads, headSize]),
    );
    return dense(reshape(g, together, flat, flatShape, sequenceShape), `${name}.attention`);
  }

  const ids = g.input('ids', 'int64', ['tokens']);
  const positions = g.input('positions', 'int64', ['tokens']);
  const type = g.emit('Gather', [parameter('embeddings.type'), g.ints([0])], [1, hidden], { attributes: { axis: 0 } });
  const words = g.emit('Add', [gather('embeddings.word', ids), gather('embeddings.position', positions)], flat);
  const embedded = g.want(g.emit('Add', [words, type], flat));
  let x = drop(norm(embedded, 'embeddings.norm'));
  const states: GraphValue[] = [];
  for (let layer = 0; layer < a.layers; layer++) {
    const name = `layer${layer}`;
    const attended = norm(add(g, x, drop(attend(x, name))), `${name}.attention`);
    const inner = gelu(g, dense(attended, `${name}.up`));
    x = norm(add(g, attended, drop(dense(inner, `${name}.down`))), `${name}.output`);
    states.push(reshape(g, x, ['rows', 'length', hidden], sequenceShape, flatShape));
  }
  return { states, embedded };
}
