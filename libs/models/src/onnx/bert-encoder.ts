import type { BertArchitecture } from '../manifest/manifest';
import { type Project, bertLayers } from './bert-layers';
import type { Graph, Value } from './graph';
import type { Weights } from './read-safetensors';

/** Where the graph has the vectors of words from: a table by `input_ids`, or the input `words`. */
export type WordSource = 'table' | 'given';

/** The token states before and after each layer, from the words and the input `attention_mask`. */
export function bertEncoder(
  g: Graph,
  weights: Weights,
  architecture: BertArchitecture,
  { project, words }: { project: Project; words: WordSource },
): { mask: Value; states: Value[] } {
  const given = g.input('attention_mask', 'int64', ['batch', 'length']);
  const mask = g.emit('Cast', [given], ['batch', 'length'], { attributes: { to: 1 } });
  const layers = bertLayers(g, weights, architecture, project);
  const bias = attentionBias(g, mask);
  const word =
    words === 'table'
      ? layers.words(g.input('input_ids', 'int64', ['batch', 'length']))
      : g.input('words', 'float32', ['batch', 'length', architecture.hiddenSize]);
  const states = [layers.embed(word)];
  for (let layer = 0; layer < architecture.layers; layer++)
    states.push(layers.block(states[layer] as Value, bias, `encoder.layer.${layer}`));
  return { mask, states };
}

/** 0 for tokens, a large negative number for padding: [batch, 1, 1, length]. */
function attentionBias(g: Graph, mask: Value): Value {
  const shape = ['batch', 1, 1, 'length'];
  const wide = g.emit('Unsqueeze', [mask, g.ints([1, 2])], shape);
  return g.emit('Mul', [g.emit('Sub', [wide, g.scalar(1)], shape), g.scalar(1e9)], shape);
}
