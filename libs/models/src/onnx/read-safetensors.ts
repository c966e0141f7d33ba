import { closeSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';

const headerSchema = z.record(
  z.string(),
  z.union([
    z.object({ dtype: z.string(), shape: z.array(z.number().int()), data_offsets: z.tuple([z.number(), z.number()]) }),
    z.record(z.string(), z.string()),
  ]),
);

export interface Weights {
  /** Reads one float32 tensor. Throws when it is missing or of another type. */
  read(name: string): Float32Array;
  close(): void;
}

/** Opens a safetensors file (Hugging Face's format: length, JSON header, raw tensors); tensors are read one by one. */
export function openSafetensors(path: string): Weights {
  const file = openSync(path, 'r');
  const lengthBytes = Buffer.alloc(8);
  readSync(file, lengthBytes, 0, 8, 0);
  const headerLength = Number(lengthBytes.readBigUInt64LE());
  const headerBytes = Buffer.alloc(Math.min(headerLength, 16 << 20));
  readSync(file, headerBytes, 0, headerBytes.length, 8);
  const header = headerSchema.parse(JSON.parse(headerBytes.toString('utf8')));
  return {
    read(name) {
      const entry = header[name];
      if (entry === undefined || !Array.isArray(entry.data_offsets) || entry.dtype !== 'F32') {
        throw new Error(`${path} has no float32 tensor ${name}`);
      }
      const [start, end] = entry.data_offsets as [number, number];
      const bytes = new Uint8Array(end - start);
      readSync(file, bytes, 0, bytes.length, 8 + headerLength + start);
      return new Float32Array(bytes.buffer);
    },
    close: () => closeSync(file),
  };
}
