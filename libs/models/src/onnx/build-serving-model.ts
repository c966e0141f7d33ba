import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestModel } from '../manifest/manifest';
import { calibrationTexts } from './calibration-texts';
import { readWords } from './bert-layers';
import { exportEncoder, exporterVersion, layoutVersion } from './export-encoder';
import { packWords } from './word-file';
import { openTokenizer } from '../tokenizer/open-tokenizer';
import { observeActivations } from './observe-activations';
import { openWeights } from './open-weights';
import { readE5Container } from './read-e5-container';

export interface ServingModel {
  modelPath: string;
  tokenizerPath: string;
  /** The word table beside the graph, and the width of its rows. */
  words: { path: string; width: number };
}

/** Builds the int8 ONNX model, and the tokenizer where the weights carry it, beside the weights, once (some seconds). */
export async function buildServingModel(model: ManifestModel, folder: string): Promise<ServingModel> {
  const { architecture, files } = model;
  if (architecture === undefined) throw new Error(`${model.name} is not an encoder that can be exported`);
  const name = join(folder, `encoder.int8.v${exporterVersion}.${layoutVersion}`);
  const serving = {
    modelPath: `${name}.onnx`,
    tokenizerPath: join(folder, 'tokenizer.json'),
    words: { path: `${name}.words`, width: architecture.hiddenSize },
  };
  const { modelPath, tokenizerPath } = serving;
  const container = files.find(({ name }) => name.endsWith('.bin'));
  if (container !== undefined && !existsSync(tokenizerPath))
    writeWhole(tokenizerPath, JSON.stringify(readE5Container(join(folder, container.name)).tokenizer()));
  if (existsSync(modelPath)) return serving;
  const weights = openWeights(model, folder);
  try {
    const messages = calibrationTexts.map(openTokenizer(tokenizerPath, model.contextTokens));
    const activations = await observeActivations(weights, architecture, messages);
    writeWhole(serving.words.path, packWords(readWords(weights, architecture)));
    writeWhole(modelPath, exportEncoder(weights, architecture, activations));
    return serving;
  } finally {
    weights.close();
  }
}

function writeWhole(path: string, content: string | Uint8Array): void {
  const partial = `${path}.${process.pid}.part`;
  writeFileSync(partial, content);
  renameSync(partial, path);
}
