import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Specialist, specialistCardSchema, specialistWidth } from './specialist';

/**
 * Columns that are zero for all labels are left out: few of the word buckets are ever used. Weights are bfloat16, the
 * upper half of a float32, and relative to the first label's, whose row is zero: the probabilities stay the same.
 */
const fileSchema = z.object({ card: specialistCardSchema, columns: z.string(), weights: z.string() });

const toBase64 = (view: Uint16Array): string =>
  Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('base64');
const fromBase64 = (text: string): Uint16Array => new Uint16Array(new Uint8Array(Buffer.from(text, 'base64')).buffer);

/** Round to nearest: half of what is cut off is added first. */
const toBfloat16 = (values: Float32Array): Uint16Array =>
  Uint16Array.from(new Uint32Array(values.buffer), (bits) => (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
const fromBfloat16 = (halves: Uint16Array): Float32Array =>
  new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);

/** Writes a specialist as one file, whole or not at all. */
export function saveSpecialist(file: string, { card, weights }: Specialist): void {
  const labels = card.labels.length;
  const width = weights.length / labels;
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) =>
    card.labels.some((_, label) => weights[label * width + column] !== 0),
  );
  const kept = new Float32Array(labels * columns.length);
  columns.forEach((column, at) => {
    for (let label = 0; label < labels; label++)
      kept[label * columns.length + at] = (weights[label * width + column] as number) - (weights[column] as number);
  });
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.part`;
  writeFileSync(
    partial,
    JSON.stringify({ card, columns: toBase64(Uint16Array.from(columns)), weights: toBase64(toBfloat16(kept)) }),
  );
  renameSync(partial, file);
}

/** Null when the file is not there or is not a specialist of this version: the desk then works without it. */
export function readSpecialist(file: string): Specialist | null {
  const parsed = fileSchema.safeParse(readJson(file));
  if (!parsed.success) return null;
  const { card } = parsed.data;
  const columns = fromBase64(parsed.data.columns);
  const kept = fromBfloat16(fromBase64(parsed.data.weights));
  const width = specialistWidth(card.encoder.dimensions + card.encoder.featureDimensions);
  if (kept.length !== columns.length * card.labels.length) return null;
  const weights = new Float32Array(card.labels.length * width);
  for (let label = 0; label < card.labels.length; label++)
    columns.forEach((column, at) => (weights[label * width + column] = kept[label * columns.length + at] as number));
  return { card, weights };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
