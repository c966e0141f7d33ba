import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IntentModel, type IntentModelCard, type IntentWeights, intentModelSchema } from './intent-model';
import { lexicalBuckets } from './lexical-features';

/** The artifact's files are not what they were when it was saved. */
export class ArtifactCorruptError extends Error {
  readonly code = 'artifact-corrupt';
  constructor(
    readonly path: string,
    reason: string,
    cause?: unknown,
  ) {
    super(`the model in ${path} cannot be used: ${reason}`, { cause });
  }
}

type Card = Omit<IntentModelCard, 'files'>;

const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** Each file holds one array, little-endian. */
function weightFiles({ perceptrons, margins, distances }: IntentWeights): Record<string, ArrayBufferView> {
  return {
    'hidden.f32': perceptrons.hiddenWeights,
    'hidden-bias.f32': perceptrons.hiddenBias,
    'output.f32': perceptrons.outputWeights,
    'output-bias.f32': perceptrons.outputBias,
    'margins.f32': margins.denseWeights,
    'margins-bias.f32': margins.bias,
    'lexical.i8': margins.lexicalWeights.data,
    'lexical-scale.f32': margins.lexicalWeights.scales,
    'idf.f32': margins.idf,
    // Buckets in feature order; the table of all buckets is rebuilt from it.
    'buckets.i32': bucketsOf(margins.featureOf, margins.idf.length),
    'centroids.f32': distances.centroids,
    'centroid-norms.f32': distances.centroidNorms,
    'precision.f32': distances.precision,
    'background.f32': distances.background,
    'background-precision.f32': distances.backgroundPrecision,
    'neighbours.i8': distances.neighbours.data,
    'neighbours-scale.f32': distances.neighbours.scales,
  };
}

/** Writes an artifact as a whole: a folder beside the target is filled and then moved there. Returns its content hash. */
export function saveIntentModel(folder: string, card: Card, weights: IntentWeights): string {
  const partial = `${folder}.${process.pid}.part`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const files: Record<string, string> = {};
  for (const [name, view] of Object.entries(weightFiles(weights))) {
    const bytes = bytesOf(view);
    files[name] = hashOf(bytes);
    writeFileSync(join(partial, name), bytes);
  }
  const text = JSON.stringify(intentModelSchema.parse({ ...card, files }), null, 2);
  writeFileSync(join(partial, 'model.json'), text);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return hashOf(text);
}

/** Reads and verifies an artifact. Throws ArtifactCorruptError naming what is wrong. */
export function loadIntentModel(folder: string): IntentModel {
  const text = read(folder, 'model.json').toString('utf8');
  const card = parseCard(folder, text);
  const verified = (name: string): Buffer => {
    const bytes = read(folder, name);
    if (hashOf(bytes) !== card.files[name]) throw new ArtifactCorruptError(folder, `${name} was changed`);
    return bytes;
  };
  const floats = (name: string): Float32Array => new Float32Array(new Uint8Array(verified(name)).buffer);
  const int8 = (name: string): Int8Array => new Int8Array(new Uint8Array(verified(name)).buffer);
  const buckets = new Int32Array(new Uint8Array(verified('buckets.i32')).buffer);
  const featureOf = new Int32Array(lexicalBuckets).fill(-1);
  buckets.forEach((bucket, feature) => (featureOf[bucket] = feature));
  return {
    hash: hashOf(text),
    card,
    perceptrons: {
      hiddenWeights: floats('hidden.f32'),
      hiddenBias: floats('hidden-bias.f32'),
      outputWeights: floats('output.f32'),
      outputBias: floats('output-bias.f32'),
    },
    margins: {
      denseWeights: floats('margins.f32'),
      bias: floats('margins-bias.f32'),
      lexicalWeights: { data: int8('lexical.i8'), scales: floats('lexical-scale.f32') },
      featureOf,
      idf: floats('idf.f32'),
    },
    distances: {
      centroids: floats('centroids.f32'),
      centroidNorms: floats('centroid-norms.f32'),
      precision: floats('precision.f32'),
      background: floats('background.f32'),
      backgroundPrecision: floats('background-precision.f32'),
      neighbours: { data: int8('neighbours.i8'), scales: floats('neighbours-scale.f32') },
    },
  };
}

function read(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    throw new ArtifactCorruptError(folder, `${name} cannot be read`, error);
  }
}

function parseCard(folder: string, text: string): IntentModelCard {
  try {
    return intentModelSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new ArtifactCorruptError(folder, 'model.json is not a model card of this version', error);
  }
}

function bucketsOf(featureOf: Int32Array, features: number): Int32Array {
  const buckets = new Int32Array(features);
  featureOf.forEach((feature, bucket) => {
    if (feature >= 0) buckets[feature] = bucket;
  });
  return buckets;
}
