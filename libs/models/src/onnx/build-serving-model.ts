import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestModel } from '../manifest/manifest';
import { exportEncoder, exporterVersion } from './export-encoder';
import { openSafetensors } from './read-safetensors';

/** Builds the int8 ONNX model beside the weights once (about a second) and returns its path. */
export function buildServingModel(model: ManifestModel, folder: string): string {
  const path = join(folder, `encoder.int8.v${exporterVersion}.onnx`);
  if (existsSync(path)) return path;
  if (model.architecture === undefined) throw new Error(`${model.name} is not an encoder that can be exported`);
  const weights = openSafetensors(join(folder, 'model.safetensors'));
  try {
    const partial = `${path}.${process.pid}.part`;
    writeFileSync(partial, exportEncoder(weights, model.architecture));
    renameSync(partial, path);
    return path;
  } finally {
    weights.close();
  }
}
