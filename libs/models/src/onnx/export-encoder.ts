import type { BertArchitecture } from '../manifest/manifest';
import { type WordSource, bertEncoder } from './bert-encoder';
import { Graph, type Value } from './graph';
import type { Activations } from './observe-activations';
import { projectQuantized } from './project-quantized';
import type { Weights } from './read-safetensors';
import { unitLength } from './unit-length';

/** Grows when the vectors change, so that models exported before are built again, and passages embedded again. */
export const exporterVersion = 3;
/** Grows when the same vectors come from other files. */
export const layoutVersion = 2;

/** Vectors that make up `features`: the means of three layers and the peaks of the last. */
export const featurePools = 4;

/**
 * The serving graph of a BERT encoder: float `words` [batch, length, hidden] and int64 `attention_mask` [batch, length]
 * in, `embedding` [batch, hidden] and `features` [batch, 4 · hidden] out. Its word table stays a file (see openWords).
 */
export function exportEncoder(weights: Weights, architecture: BertArchitecture, activations: Activations): Uint8Array {
  const g = new Graph('encoder');
  const { embedding, features } = encodeFeatures(g, weights, architecture, { activations, words: 'given' });
  g.output('embedding', embedding);
  g.output('features', features);
  return g.encode();
}

/**
 * Emits the encoder in int8. The embedding is the unit-length mean of the token vectors. The features hold lower layers
 * too, which keep wording that the last one has abstracted away: classifiers use it and similarity does not.
 */
export function encodeFeatures(
  g: Graph,
  weights: Weights,
  architecture: BertArchitecture,
  { activations, words }: { activations: Activations; words: WordSource },
): { embedding: Value; features: Value } {
  const { mask, states } = bertEncoder(g, weights, architecture, { project: projectQuantized(activations), words });
  const hidden = architecture.hiddenSize;
  const means = states.slice(-3).map((state) => meanPool(g, state, mask, hidden));
  const peak = maxPool(g, states.at(-1) as Value, mask, hidden);
  const joined = g.emit('Concat', [...means, peak], ['batch', featurePools * hidden], { attributes: { axis: -1 } });
  return { embedding: means[2] as Value, features: g.emit('Mul', [joined, g.scalar(0.5)], joined.shape) };
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
