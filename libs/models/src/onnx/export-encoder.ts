import type { BertArchitecture } from '../manifest/manifest';
import { concatenate } from './concatenate';
import { Graph, type Value } from './graph';
import { quantizeColumns, quantizeRows } from './quantize';
import type { Weights } from './read-safetensors';

/** Grows when the graph changes, so that models exported before are built again. */
export const exporterVersion = 2;

/** Vectors that make up `features`: the means of three layers and the peaks of the last. */
export const featurePools = 4;

const microsoft = { domain: 'com.microsoft' };

/**
 * The serving graph of a BERT encoder: int64 `input_ids` and `attention_mask` [batch, length] in, unit-length mean
 * of the token vectors `embedding` [batch, hidden] and `features` [batch, 4 · hidden] out: lower layers keep wording that
 * the last one has abstracted away, which classifiers use and similarity does not. Weights are int8 per output channel with activations
 * quantised on the fly (DynamicQuantizeMatMul), the word table int8 per row.
 */
export function exportEncoder(weights: Weights, architecture: BertArchitecture): Uint8Array {
  const g = new Graph('encoder');
  const ids = g.input('input_ids', 'int64', ['batch', 'length']);
  const mask = g.emit('Cast', [g.input('attention_mask', 'int64', ['batch', 'length'])], ['batch', 'length'], {
    attributes: { to: 1 },
  });
  const layers = bertLayers(g, weights, architecture);
  const bias = attentionBias(g, mask);
  const states = [layers.embed(ids)];
  for (let layer = 0; layer < architecture.layers; layer++)
    states.push(layers.block(states[layer] as Value, bias, `encoder.layer.${layer}`));
  const hidden = architecture.hiddenSize;
  const means = states.slice(-3).map((state) => meanPool(g, state, mask, hidden));
  const peak = maxPool(g, states.at(-1) as Value, mask, hidden);
  const joined = g.emit('Concat', [...means, peak], ['batch', featurePools * hidden], { attributes: { axis: -1 } });
  g.output('embedding', means[2] as Value);
  g.output('features', g.emit('Mul', [joined, g.scalar(0.5)], joined.shape));
  return g.encode();
}

/** 0 for tokens, a large negative number for padding: [batch, 1, 1, length]. */
function attentionBias(g: Graph, mask: Value): Value {
  const shape = ['batch', 1, 1, 'length'];
  const wide = g.emit('Unsqueeze', [mask, g.ints([1, 2])], shape);
  return g.emit('Mul', [g.emit('Sub', [wide, g.scalar(1)], shape), g.scalar(1e9)], shape);
}

/** The mean differs from the sum by a positive factor only, which the normalisation takes out. */
function meanPool(g: Graph, x: Value, mask: Value, hidden: number): Value {
  const row = g.emit('Unsqueeze', [mask, g.ints([1])], ['batch', 1, 'length']);
  const sum = g.emit('Squeeze', [g.emit('MatMul', [row, x], ['batch', 1, hidden]), g.ints([1])], ['batch', hidden]);
  return unitLength(g, sum);
}

/** The largest value of each dimension over the tokens, of unit length. */
function maxPool(g: Graph, x: Value, mask: Value, hidden: number): Value {
  const column = g.emit('Unsqueeze', [mask, g.ints([2])], ['batch', 'length', 1]);
  const hide = g.emit('Mul', [g.emit('Sub', [column, g.scalar(1)], column.shape), g.scalar(1e9)], column.shape);
  const visible = g.emit('Add', [x, hide], x.shape);
  return unitLength(g, g.emit('ReduceMax', [visible, g.ints([1])], ['batch', hidden], { attributes: { keepdims: 0 } }));
}

function unitLength(g: Graph, x: Value): Value {
  const squares = g.emit('ReduceSum', [g.emit('Mul', [x, x], x.shape), g.ints([-1])], ['batch', 1], {
    attributes: { keepdims: 1 },
  });
  return g.emit('Div', [x, g.emit('Sqrt', [squares], ['batch', 1])], x.shape);
}

function bertLayers(g: Graph, weights: Weights, a: BertArchitecture) {
  const hidden = a.hiddenSize;
  const headSize = hidden / a.heads;
  const sequence = ['batch', 'length', hidden];
  const vector = (name: string): Value => {
    const data = weights.read(name);
    return g.constant(name, 'float32', [data.length], data);
  };
  const norm = (x: Value, name: string): Value =>
    g.emit('LayerNormalization', [x, vector(`${name}.weight`), vector(`${name}.bias`)], x.shape, {
      attributes: { axis: -1, epsilon: { float: a.layerNormEpsilon } },
    });
  /** One product for several matrices that read the same input. */
  const project = (x: Value, names: readonly string[], inputs: number): Value => {
    const weight = concatenate(names.map((name) => weights.read(`${name}.weight`)));
    const bias = concatenate(names.map((name) => weights.read(`${name}.bias`)));
    const outputs = bias.length;
    const { data, scales } = quantizeColumns(weight, outputs, inputs);
    const key = names.join('+');
    const tensors = [
      g.constant(`${key}.int8`, 'int8', [inputs, outputs], data),
      g.constant(`${key}.scale`, 'float32', [outputs], scales),
      undefined,
      g.constant(`${key}.bias`, 'float32', [outputs], bias),
    ];
    return g.emit('DynamicQuantizeMatMul', [x, ...tensors], [...x.shape.slice(0, -1), outputs], microsoft);
  };
  const attend = (x: Value, bias: Value, name: string): Value => {
    const qkv = project(
      x,
      ['query', 'key', 'value'].map((part) => `${name}.attention.self.${part}`),
      hidden,
    );
    const split = g.emit(
      'Reshape',
      [qkv, g.ints([0, 0, 3, a.heads, headSize])],
      ['batch', 'length', 3, a.heads, headSize],
    );
    const parts = g.emit('Transpose', [split], [3, 'batch', a.heads, 'length', headSize], {
      attributes: { perm: [2, 0, 3, 1, 4] },
    });
    const part = ['batch', a.heads, 'length', headSize];
    const [query, key, value] = g
      .emitMany(
        'Split',
        [parts],
        [0, 1, 2].map(() => [1, ...part]),
        { attributes: { axis: 0, num_outputs: 3 } },
      )
      .map((item) => g.emit('Squeeze', [item, g.ints([0])], part));
    const square = ['batch', a.heads, 'length', 'length'];
    const scaled = { ...microsoft, attributes: { transB: 1, alpha: { float: 1 / Math.sqrt(headSize) } } };
    const scores = g.emit('Add', [g.emit('FusedMatMul', [query, key], square, scaled), bias], square);
    const attention = g.emit('Softmax', [scores], square, { attributes: { axis: -1 } });
    const context = g.emit(
      'Transpose',
      [g.emit('MatMul', [attention, value], part)],
      ['batch', 'length', a.heads, headSize],
      {
        attributes: { perm: [0, 2, 1, 3] },
      },
    );
    const joined = g.emit('Reshape', [context, g.ints([0, 0, hidden])], sequence);
    return project(joined, [`${name}.attention.output.dense`], hidden);
  };

  return {
    embed(ids: Value): Value {
      const { data, scales } = quantizeRows(weights.read('embeddings.word_embeddings.weight'), a.vocabulary, hidden);
      const table = g.constant('word.int8', 'int8', [a.vocabulary, hidden], data);
      const scale = g.constant('word.scale', 'float32', [a.vocabulary, 1], scales);
      const rows = g.emit('Gather', [table, ids], sequence, { dtype: 'int8', attributes: { axis: 0 } });
      const rowScale = g.emit('Gather', [scale, ids], ['batch', 'length', 1], { attributes: { axis: 0 } });
      const word = g.emit('Mul', [g.emit('Cast', [rows], sequence, { attributes: { to: 1 } }), rowScale], sequence);
      const length = g.emit('Shape', [ids], [1], { dtype: 'int64', attributes: { start: 1, end: 2 } });
      const positions = g.constant(
        'positions',
        'float32',
        [a.positions, hidden],
        weights.read('embeddings.position_embeddings.weight'),
      );
      const position = g.emit('Slice', [positions, g.ints([0]), length, g.ints([0])], ['length', hidden]);
      const type = g.constant(
        'type',
        'float32',
        [hidden],
        weights.read('embeddings.token_type_embeddings.weight').slice(0, hidden),
      );
      const sum = g.emit('Add', [g.emit('Add', [word, position], sequence), type], sequence);
      return norm(sum, 'embeddings.LayerNorm');
    },
    block(x: Value, bias: Value, name: string): Value {
      const attended = norm(g.emit('Add', [x, attend(x, bias, name)], sequence), `${name}.attention.output.LayerNorm`);
      const inner = project(attended, [`${name}.intermediate.dense`], hidden);
      const activated = g.emit('Gelu', [inner], inner.shape, microsoft);
      const output = project(activated, [`${name}.output.dense`], a.intermediateSize);
      return norm(g.emit('Add', [attended, output], sequence), `${name}.output.LayerNorm`);
    },
  };
}
