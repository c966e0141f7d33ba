import type { BertArchitecture } from '../manifest/manifest';
import { concatenate } from './concatenate';
import type { Graph, Value } from './graph';
import { type QuantizedRows, quantizeRows } from './quantize';
import type { Weights } from './read-safetensors';

const microsoft = { domain: 'com.microsoft' };

/** A linear layer, or several that read the same input, as one product. */
export interface Linear {
  /** Names of the layers in the checkpoint, joined. */
  key: string;
  /** [outputs, inputs] and [outputs]. */
  weight: Float32Array;
  bias: Float32Array;
  inputs: number;
}

/** Emits a linear layer: in float, or quantised. */
export type Project = (g: Graph, x: Value, linear: Linear) => Value;

/** The word table in int8 per row. */
export const readWords = (weights: Weights, { vocabulary, hiddenSize }: BertArchitecture): QuantizedRows =>
  quantizeRows(weights.read('embeddings.word_embeddings.weight'), vocabulary, hiddenSize);

/** The layers of a BERT encoder (Devlin et al. 2018). */
export function bertLayers(g: Graph, weights: Weights, a: BertArchitecture, projectLinear: Project) {
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
  const project = (x: Value, names: readonly string[], inputs: number): Value =>
    projectLinear(g, x, {
      key: names.join('+'),
      weight: concatenate(names.map((name) => weights.read(`${name}.weight`))),
      bias: concatenate(names.map((name) => weights.read(`${name}.bias`))),
      inputs,
    });
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
    /** The vectors of words, from a table inside the graph. */
    words(ids: Value): Value {
      const { data, scales } = readWords(weights, a);
      const table = g.constant('word.int8', 'int8', [a.vocabulary, hidden], data);
      const scale = g.constant('word.scale', 'float32', [a.vocabulary, 1], scales);
      const rows = g.emit('Gather', [table, ids], sequence, { dtype: 'int8', attributes: { axis: 0 } });
      const rowScale = g.emit('Gather', [scale, ids], ['batch', 'length', 1], { attributes: { axis: 0 } });
      return g.emit('Mul', [g.emit('Cast', [rows], sequence, { attributes: { to: 1 } }), rowScale], sequence);
    },
    embed(word: Value): Value {
      const length = g.emit('Shape', [word], [1], { dtype: 'int64', attributes: { start: 1, end: 2 } });
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
