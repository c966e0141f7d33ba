import type { BertArchitecture } from '../manifest/manifest';
import { type Project, bertLayers } from './bert-layers';
import type { Graph, Value } from './graph';
import type { Weights } from './read-safetensors';

/** The token states before and after each layer, from the inputs `input_ids` and `attention_mask`. */
export function bertEncoder(
  g: Graph,
  weights: Weights,
  architecture: BertArchitecture,
  project: Project,
): { mask: Value; states: Value[] } {
  const ids = g.input('input_ids', 'int64', ['batch', 'length']);
  const given = g.input('attention_mask', 'int64', ['batch', 'length']);
  const mask = g.emit('Cast', [given], ['batch', 'length'], { attributes: { to: 1 } });
  const layers = bertLayers(g, weights, architecture, project);
  const bias = attentionBias(g, mask);
  const states = [layers.embed(ids)];
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
