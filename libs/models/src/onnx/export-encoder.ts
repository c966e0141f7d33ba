import type { BertArchitecture } from '../manifest/manifest';
import { bertEncoder } from './bert-encoder';
import type { Linear, Project } from './bert-layers';
import { Graph, type Value } from './graph';
import type { Activations } from './observe-activations';
import { quantizeColumns } from './quantize';
import { unitLength } from './unit-length';
import type { Weights } from './read-safetensors';

/** Grows when the graph changes, so that models exported before are built again. */
export const exporterVersion = 3;

/** Vectors that make up `features`: the means of three layers and the peaks of the last. */
export const featurePools = 4;

/**
 * The serving graph of a BERT encoder: int64 `input_ids` and `attention_mask` [batch, length] in, unit-length mean
 * of the token vectors `embedding` [batch, hidden] and `features` [batch, 4 · hidden] out: lower layers keep wording that
 * the last one has abstracted away, which classifiers use and similarity does not.
 */
export function exportEncoder(weights: Weights, architecture: BertArchitecture, activations: Activations): Uint8Array {
  const g = new Graph('encoder');
  const { mask, states } = bertEncoder(g, weights, architecture, quantized(activations));
  const hidden = architecture.hiddenSize;
  const means = states.slice(-3).map((state) => meanPool(g, state, mask, hidden));
  const peak = maxPool(g, states.at(-1) as Value, mask, hidden);
  const joined = g.emit('Concat', [...means, peak], ['batch', featurePools * hidden], { attributes: { axis: -1 } });
  g.output('embedding', means[2] as Value);
  g.output('features', g.emit('Mul', [joined, g.scalar(0.5)], joined.shape));
  return g.encode();
}

/** How far outliers move from the activations into the weights. */
const migration = 0.8;

/**
 * Int8 weights per output channel, activations quantised on the fly with one scale a run (DynamicQuantizeMatMul). Before,
 * channels with large activations are scaled down and their weights up (SmoothQuant, Xiao et al. 2023), so that a few
 * outliers do not use up the 256 levels of all others.
 */
function quantized(activations: Activations): Project {
  return (g, x, { key, weight, bias, inputs }) => {
    const outputs = bias.length;
    const peaks = activations.get(key);
    if (peaks === undefined) throw new Error(`no activations were observed for ${key}`);
    const smoothing = smoothingOf(peaks, { weight, inputs });
    const smoothed = weight.map((value, at) => value * (smoothing[at % inputs] as number));
    const { data, scales } = quantizeColumns(smoothed, outputs, inputs);
    const inverse = g.constant(
      `${key}.smoothing`,
      'float32',
      [inputs],
      smoothing.map((value) => 1 / value),
    );
    const tensors = [
      g.constant(`${key}.int8`, 'int8', [inputs, outputs], data),
      g.constant(`${key}.scale`, 'float32', [outputs], scales),
      undefined,
      g.constant(`${key}.bias`, 'float32', [outputs], bias),
    ];
    return g.emit(
      'DynamicQuantizeMatMul',
      [g.emit('Mul', [x, inverse], x.shape), ...tensors],
      [...x.shape.slice(0, -1), outputs],
      { domain: 'com.microsoft' },
    );
  };
}

/** Peak of the activations to the power of `migration` over the peak of the weights to the rest: [inputs]. */
function smoothingOf(peaks: Float32Array, { weight, inputs }: Pick<Linear, 'weight' | 'inputs'>): Float32Array {
  const weightPeaks = new Float32Array(inputs);
  weight.forEach((value, at) => {
    weightPeaks[at % inputs] = Math.max(weightPeaks[at % inputs] as number, Math.abs(value));
  });
  return weightPeaks.map((peak, i) => {
    const factor = (peaks[i] as number) ** migration / Math.max(peak, 1e-5) ** (1 - migration);
    return Math.max(factor, 1e-4);
  });
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
