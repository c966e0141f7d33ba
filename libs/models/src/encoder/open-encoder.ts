import { createHash } from 'node:crypto';
import type { ManifestModel } from '../manifest/manifest';
import { buildServingModel } from '../onnx/build-serving-model';
import { exporterVersion, featurePools } from '../onnx/export-encoder';
import type { EmbedOptions, Encoder, Encoding } from './encoder';
import { openTextRunner } from './open-text-runner';
import { readCentre, withoutCentre } from './read-centre';

/** Serves an encoder of the manifest, whose files lie in `folder`, from a worker thread. */
export async function openEncoder(
  model: ManifestModel,
  folder: string,
  { threads = 1 }: { threads?: number } = {},
): Promise<Encoder> {
  const { dimensions } = model;
  if (dimensions === undefined) throw new Error(`${model.name} is not an encoder`);
  const runner = await openTextRunner({
    ...(await buildServingModel(model, folder)),
    maxTokens: model.contextTokens,
    outputs: ['embedding', 'features'],
    threads,
  });
  const run = (texts: readonly string[], { as = 'query', ...options }: EmbedOptions = {}): Promise<Float32Array[]> => {
    const prefix = model.prefixes?.[as] ?? '';
    return runner.run(prefix === '' ? texts : texts.map((text) => prefix + text), options);
  };
  const split = (vector: Float32Array): Encoding => ({
    embedding: vector.subarray(0, dimensions),
    features: vector.subarray(dimensions),
  });
  const embeddingOf = (vector: Float32Array): Float32Array => vector.slice(0, dimensions);
  const centre = model.sharesDirection
    ? await readCentre(folder, async (texts, as) => (await run(texts, { as, bulk: true })).map(embeddingOf))
    : null;
  const toSearch = (embedding: Float32Array): Float32Array =>
    centre === null ? embedding : withoutCentre(embedding, centre);
  return {
    name: model.name,
    space: spaceOf(model),
    dimensions,
    featureDimensions: featurePools * dimensions,
    languages: model.languages,
    encode: async (texts, options) => (await run(texts, options)).map(split),
    toSearch: ({ embedding }) => toSearch(embedding),
    embed: async (texts, options) => (await run(texts, options)).map((vector) => toSearch(embeddingOf(vector))),
    close: () => runner.close(),
  };
}

/** Model, weights and exporter make the space: vectors of another export are close, but not the same. */
function spaceOf({ name, files }: ManifestModel): string {
  const digest = createHash('sha256')
    .update(files.map(({ sha256 }) => sha256).join())
    .digest('hex');
  return `${name}@${digest.slice(0, 8)}.${exporterVersion}`;
}
