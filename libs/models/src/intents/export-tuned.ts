import type { BertArchitecture } from '../manifest/manifest';
import { encodeFeatures } from '../onnx/export-encoder';
import { Graph } from '../onnx/graph';
import { observeActivations } from '../onnx/observe-activations';
import type { Weights } from '../onnx/read-safetensors';
import type { Perceptrons } from './intent-model';
import { classify, hiddenLayers } from './perceptron-graph';

/**
 * The serving graph of a fine-tuned encoder and its head, in int8: `input_ids` and `attention_mask` in, log-probabilities
 * `logits` [batch, labels] out. It is calibrated on the messages, given as token ids.
 */
export async function exportTuned(
  weights: Weights,
  { architecture, head, messages }: { architecture: BertArchitecture; head: Perceptrons; messages: number[][] },
): Promise<Uint8Array> {
  const activations = await observeActivations(weights, architecture, messages);
  const g = new Graph('tuned');
  const { features } = encodeFeatures(g, weights, architecture, { activations, words: 'table' });
  g.output('logits', classify(g, hiddenLayers(g, features, head), head));
  return g.encode();
}
