import { openSync, readSync } from 'node:fs';
import type { QuantizedRows } from './quantize';

const scaleBytes = 4;

/** The word table as a file: each row its int8 values, then its scale as float32. */
export function packWords({ data, scales }: QuantizedRows): Uint8Array {
  const width = data.length / scales.length;
  const packed = Buffer.alloc(scales.length * (width + scaleBytes));
  scales.forEach((scale, row) => {
    const at = row * (width + scaleBytes);
    packed.set(new Uint8Array(data.buffer, data.byteOffset + row * width, width), at);
    packed.writeFloatLE(scale, at + width);
  });
  return packed;
}

/**
 * Reads the vectors of words, given as ids, from the file: [ids, width]. A vocabulary of many languages is a hundred
 * megabytes, of which a message looks at some kilobytes: they come from the system's file cache in microseconds.
 */
export function openWords(path: string, width: number): (ids: readonly number[]) => Float32Array {
  const file = openSync(path, 'r');
  const row = Buffer.alloc(width + scaleBytes);
  return (ids) => {
    const words = new Float32Array(ids.length * width);
    ids.forEach((id, index) => {
      if (readSync(file, row, 0, row.length, id * row.length) < row.length)
        throw new Error(`${path} has no word ${id}`);
      const scale = row.readFloatLE(width);
      for (let at = 0; at < width; at++) words[index * width + at] = row.readInt8(at) * scale;
    });
    return words;
  };
}
