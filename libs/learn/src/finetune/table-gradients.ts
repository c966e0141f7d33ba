import type { TableGradient } from '../optimizer/adamw';
import type { Batch } from './batch';

/** The gradient of the sum of the embeddings, [tokens, width], as gradients of the rows of the three tables. */
export function tableGradients(
  embedded: Float32Array,
  { ids, length }: Pick<Batch, 'ids' | 'length'>,
): TableGradient[] {
  const width = embedded.length / ids.length;
  const tables = {
    'embeddings.word': new Map<number, Float32Array>(),
    'embeddings.position': new Map<number, Float32Array>(),
    'embeddings.type': new Map<number, Float32Array>(),
  };
  const add = (rows: Map<number, Float32Array>, row: number, at: number): void => {
    let sum = rows.get(row);
    if (sum === undefined) rows.set(row, (sum = new Float32Array(width)));
    for (let i = 0; i < width; i++) sum[i] = (sum[i] as number) + (embedded[at + i] as number);
  };
  ids.forEach((id, token) => {
    add(tables['embeddings.word'], id, token * width);
    add(tables['embeddings.position'], token % length, token * width);
    add(tables['embeddings.type'], 0, token * width);
  });
  return Object.entries(tables).map(([name, rows]) => ({ name, rows }));
}
