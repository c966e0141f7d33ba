import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { BertArchitecture } from '../manifest/manifest';
import { bertEncoder } from './bert-encoder';
import type { Project } from './bert-layers';
import { Graph } from './graph';
import type { Weights } from './read-safetensors';

/** The largest absolute value that each input of a linear layer took, by the layer's key: [inputs]. */
export type Activations = ReadonlyMap<string, Float32Array>;

/** Runs the encoder in float over the texts, given as token ids, and watches what its linear layers read. */
export async function observeActivations(
  weights: Weights,
  architecture: BertArchitecture,
  messages: readonly (readonly number[])[],
): Promise<Activations> {
  const g = new Graph('observed');
  const keys: string[] = [];
  const { states } = bertEncoder(g, weights, architecture, { project: observed(keys), words: 'table' });
  const last = states.at(-1);
  if (last !== undefined) g.output('state', last);
  const session = await InferenceSession.create(g.encode(), { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const peaks = new Map<string, Float32Array>();
  for (const message of messages) {
    const ids = BigInt64Array.from(message, BigInt);
    const shape = [1, ids.length];
    const result = await session.run({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    });
    for (const key of keys) {
      const seen = result[key]?.data as Float32Array;
      const before = peaks.get(key);
      peaks.set(
        key,
        before === undefined ? seen.slice() : before.map((value, i) => Math.max(value, seen[i] as number)),
      );
    }
  }
  await session.release();
  return peaks;
}

/** Linear layers in float, each with an output that tells the peaks of its input. */
function observed(keys: string[]): Project {
  return (g, x, { key, weight, bias, inputs }) => {
    const outputs = bias.length;
    const absolute = g.emit('Abs', [x], x.shape);
    g.output(key, g.emit('ReduceMax', [absolute, g.ints([0, 1])], [inputs], { attributes: { keepdims: 0 } }));
    keys.push(key);
    const transposed = new Float32Array(weight.length);
    weight.forEach((value, at) => (transposed[(at % inputs) * outputs + Math.floor(at / inputs)] = value));
    const shape = [...x.shape.slice(0, -1), outputs];
    const product = g.emit('MatMul', [x, g.constant(`${key}.weight`, 'float32', [inputs, outputs], transposed)], shape);
    return g.emit('Add', [product, g.constant(`${key}.bias`, 'float32', [outputs], bias)], shape);
  };
}
