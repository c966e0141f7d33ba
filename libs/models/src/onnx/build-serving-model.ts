import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestModel } from '../manifest/manifest';
import { calibrationTexts } from './calibration-texts';
import { exportEncoder, exporterVersion } from './export-encoder';
import { openTokenizer } from '../tokenizer/open-tokenizer';
import { observeActivations } from './observe-activations';
import { openWeights } from './open-weights';
import { readE5Container } from './read-e5-container';

export interface ServingModel {
  modelPath: string;
  tokenizerPath: string;
}

/** Builds the int8 ONNX model, and the tokenizer where the weights carry it, beside the weights, once (some seconds). */
export async function buildServingModel(model: ManifestModel, folder: string): Promise<ServingModel> {
  const { architecture, files } = model;
  const modelPath = join(folder, `encoder.int8.v${exporterVersion}.onnx`);
  const tokenizerPath = join(folder, 'tokenizer.json');
  const container = files.find(({ name }) => name.endsWith('.bin'));
  if (container !== undefined && !existsSync(tokenizerPath))
    writeWhole(tokenizerPath, JSON.stringify(readE5Container(join(folder, container.name)).tokenizer()));
  if (existsSync(modelPath)) return { modelPath, tokenizerPath };
  if (architecture === undefined) throw new Error(`${model.name} is not an encoder that can be exported`);
  const weights = openWeights(model, folder);
  try {
    const messages = calibrationTexts.map(openTokenizer(tokenizerPath, model.contextTokens));
    const activations = await observeActivations(weights, architecture, messages);
    writeWhole(modelPath, exportEncoder(weights, architecture, activations));
    return { modelPath, tokenizerPath };
  } finally {
    weights.close();
  }
}

function writeWhole(path: string, content: string | Uint8Array): void {
  const partial = `${path}.${process.pid}.part`;
  writeFileSync(partial, content);
  renameSync(partial, path);
}
