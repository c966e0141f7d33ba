import type { Linear, Project } from './bert-layers';
import type { Activations } from './observe-activations';
import { quantizeColumns } from './quantize';

/** How far outliers move from the activations into the weights. */
const migration = 0.8;

/**
 * Int8 weights per output channel, activations quantised on the fly with one scale a run (DynamicQuantizeMatMul). Before,
 * channels with large activations are scaled down and their weights up (SmoothQuant, Xiao et al. 2023), so that a few
 * outliers do not use up the 256 levels of all others.
 */
export function projectQuantized(activations: Activations): Project {
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
