import type { BertArchitecture, EncoderWeights } from '@switchboard/models';
import type { Arena, ParameterSpec } from '../optimizer/arena';

/** A parameter of the encoder, and the tensors of the checkpoint that make it up, one after another. */
export interface EncoderParameter extends ParameterSpec {
  sources: readonly string[];
  /** 0 for the embeddings, 1 for the first layer, and so on: lower layers learn slower. */
  depth: number;
}

/** All parameters of a BERT encoder; query, key and value are one matrix. */
export function encoderParameters({ hiddenSize, intermediateSize, ...a }: BertArchitecture): EncoderParameter[] {
  const table = (name: string, rows: number, source: string): EncoderParameter => ({
    name,
    shape: [rows, hiddenSize],
    sources: [`embeddings.${source}_embeddings.weight`],
    depth: 0,
    decays: false,
    isTable: true,
  });
  const vector = (name: string, size: number, depth: number, ...sources: string[]): EncoderParameter => ({
    name,
    shape: [size],
    sources,
    depth,
    decays: false,
  });
  const linear = (
    name: string,
    [outputs, inputs]: [number, number],
    depth: number,
    sources: string[],
  ): EncoderParameter[] => [
    {
      name: `${name}.weight`,
      shape: [outputs, inputs],
      sources: sources.map((source) => `${source}.weight`),
      depth,
      decays: true,
    },
    vector(`${name}.bias`, outputs, depth, ...sources.map((source) => `${source}.bias`)),
  ];
  const norm = (name: string, depth: number, source: string): EncoderParameter[] => [
    vector(`${name}.gamma`, hiddenSize, depth, `${source}.weight`),
    vector(`${name}.beta`, hiddenSize, depth, `${source}.bias`),
  ];
  const layer = (index: number): EncoderParameter[] => {
    const [own, source, depth] = [`layer${index}`, `encoder.layer.${index}`, index + 1];
    const heads = ['query', 'key', 'value'].map((part) => `${source}.attention.self.${part}`);
    return [
      ...linear(`${own}.qkv`, [3 * hiddenSize, hiddenSize], depth, heads),
      ...linear(`${own}.attention`, [hiddenSize, hiddenSize], depth, [`${source}.attention.output.dense`]),
      ...norm(`${own}.attention`, depth, `${source}.attention.output.LayerNorm`),
      ...linear(`${own}.up`, [intermediateSize, hiddenSize], depth, [`${source}.intermediate.dense`]),
      ...linear(`${own}.down`, [hiddenSize, intermediateSize], depth, [`${source}.output.dense`]),
      ...norm(`${own}.output`, depth, `${source}.output.LayerNorm`),
    ];
  };
  return [
    table('embeddings.word', a.vocabulary, 'word'),
    table('embeddings.position', a.positions, 'position'),
    table('embeddings.type', 2, 'token_type'),
    ...norm('embeddings.norm', 0, 'embeddings.LayerNorm'),
    ...Array.from({ length: a.layers }, (_, index) => layer(index)).flat(),
  ];
}

/** Fills the arena from a checkpoint. Throws when a tensor is missing or of another size. */
export function loadEncoder(arena: Arena, parameters: readonly EncoderParameter[], weights: EncoderWeights): void {
  for (const { name, sources } of parameters) {
    const { value } = arena.slot(name);
    let offset = 0;
    for (const source of sources) {
      const tensor = weights.read(source);
      value.set(tensor.subarray(0, value.length - offset), offset);
      offset += tensor.length;
    }
    if (offset !== value.length) throw new Error(`${sources.join(' + ')} has ${offset} values, not ${value.length}`);
  }
}

/** The encoder in the arena by the checkpoint's names, as the exporter reads it. */
export function encoderWeights(arena: Arena, parameters: readonly EncoderParameter[]): EncoderWeights {
  const parts = new Map<string, Float32Array>();
  for (const { name, sources } of parameters) {
    const { value } = arena.slot(name);
    const size = value.length / sources.length;
    sources.forEach((source, index) => parts.set(source, value.subarray(index * size, (index + 1) * size)));
  }
  return {
    read(name) {
      const values = parts.get(name);
      if (values === undefined) throw new Error(`the encoder has no tensor ${name}`);
      return values;
    },
    close: () => undefined,
  };
}
