import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationTexts } from '../onnx/calibration-texts';
import { exporterVersion } from '../onnx/export-encoder';

type Embed = (texts: readonly string[], as: 'query' | 'passage') => Promise<Float32Array[]>;

/**
 * The mean vector of an encoder over messages in many languages: [dimensions]. Measured once and kept beside the model.
 * Contrastive encoders with a low temperature press all texts into a narrow cone, where unrelated ones are as near as
 * 0.8; without the mean they lie around zero (Mu and Viswanath 2018, "All-but-the-top").
 */
export async function readCentre(folder: string, embed: Embed): Promise<Float32Array> {
  const file = join(folder, `centre.v${exporterVersion}.json`);
  if (existsSync(file)) return Float32Array.from(JSON.parse(readFileSync(file, 'utf8')) as number[]);
  const vectors = [...(await embed(calibrationTexts, 'query')), ...(await embed(calibrationTexts, 'passage'))];
  const centre = meanOf(vectors);
  const partial = `${file}.${process.pid}.part`;
  writeFileSync(partial, JSON.stringify([...centre]));
  renameSync(partial, file);
  return centre;
}

/** A vector without what it shares with all others, of unit length. */
export function withoutCentre(vector: Float32Array, centre: Float32Array): Float32Array {
  const rest = vector.map((value, index) => value - (centre[index] as number));
  const length = Math.hypot(...rest) || 1;
  return rest.map((value) => value / length);
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) vector.forEach((value, index) => (sum[index] = (sum[index] as number) + value));
  return sum.map((value) => value / vectors.length);
}
