import type { BertArchitecture } from '@switchboard/models';
import { Tensor } from 'onnxruntime-node';
import { shuffled } from '../train/random';

/** Token ids of a message and its label. */
export interface Example {
  ids: readonly number[];
  label: number;
}

export interface Batch {
  feeds: Record<string, Tensor>;
  /** The token of every place, padding included, row after row. */
  ids: readonly number[];
  length: number;
}

/** Pads messages to the longest and builds the inputs that the encoder's graph declares. */
export function padBatch(messages: readonly (readonly number[])[], { heads, hiddenSize }: BertArchitecture): Batch {
  const rows = messages.length;
  const length = Math.max(...messages.map((ids) => ids.length));
  const ids = messages.flatMap((own) => [...own, ...new Array<number>(length - own.length).fill(0)]);
  const mask = new Float32Array(rows * length);
  const pooling = new Float32Array(rows * length);
  messages.forEach((own, row) => {
    mask.fill(-1e9, row * length + own.length, (row + 1) * length);
    pooling.fill(1 / own.length, row * length, row * length + own.length);
  });
  const ints = (values: readonly number[]): Tensor =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
  return {
    feeds: {
      ids: ints(ids),
      positions: ints(ids.map((_, at) => at % length)),
      mask: new Tensor('float32', mask, [rows, 1, 1, length]),
      pooling: new Tensor('float32', pooling, [rows, 1, length]),
      padding: new Tensor('float32', mask, [rows, length, 1]),
      splitShape: ints([rows, length, 3, heads, hiddenSize / heads]),
      sequenceShape: ints([rows, length, hiddenSize]),
    },
    ids,
    length,
  };
}

/** Batches of similar length, little padding, another mix in every epoch. */
export function mixBatches(examples: readonly Example[], size: number, random: () => number): Example[][] {
  const mixed = shuffled(examples, random);
  const chunk = size * 32;
  const batches: Example[][] = [];
  for (let start = 0; start < mixed.length; start += chunk) {
    const sorted = mixed.slice(start, start + chunk).sort((a, b) => a.ids.length - b.ids.length);
    for (let at = 0; at < sorted.length; at += size) batches.push(sorted.slice(at, at + size));
  }
  return shuffled(batches, random);
}
