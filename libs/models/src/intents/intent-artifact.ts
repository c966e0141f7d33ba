import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type IntentModelCard,
  type IntentWeights,
  type TunedEncoder,
  artifactFormat,
  intentModelSchema,
} from './intent-model';
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

/** The artifact was made for another version of this software. */
export class ArtifactFormatError extends ArtifactCorruptError {
  constructor(
    path: string,
    readonly format: number,
  ) {
    super(path, `it has format ${format}, and this version reads ${artifactFormat}`);
  }
}

/** There is no artifact. */
export class ArtifactMissingError extends ArtifactCorruptError {}

type Card = Omit<IntentModelCard, 'files'>;

const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

const tunedModel = 'tuned.onnx';
const tunedTokenizer = 'tokenizer.json';

/** Each weight file holds one array, little-endian. */
function artifactFiles(
  { perceptrons, margins, distances, words }: IntentWeights,
  tuned: TunedEncoder | null,
): Record<string, ArrayBufferView> {
  return {
    ...(tuned === null ? {} : { [tunedModel]: tuned.model, [tunedTokenizer]: tuned.tokenizer }),
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
    'crowding.f32': distances.crowding,
    'neighbour-labels.i32': distances.neighbourLabels,
    'words.i32': words.keys,
    'word-labels.i32': words.labels,
  };
}

/** Writes an artifact as a whole: a folder beside the target is filled and then moved there. Returns its content hash. */
export function saveIntentModel(
  folder: string,
  card: Card,
  weights: IntentWeights & { tuned?: TunedEncoder | null },
): string {
  const partial = `${folder}.${process.pid}.part`;
  rmSync(partial, { recursive: true, force: true });
  try {
    return writeArtifact(partial, folder, card, weights);
  } catch (error) {
    // What is half there would fill the disk that may have been full.
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

function writeArtifact(
  partial: string,
  folder: string,
  card: Card,
  weights: IntentWeights & { tuned?: TunedEncoder | null },
): string {
  mkdirSync(partial, { recursive: true });
  const files: Record<string, string> = {};
  for (const [name, view] of Object.entries(artifactFiles(weights, weights.tuned ?? null))) {
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

export interface IntentArtifact {
  hash: string;
  card: IntentModelCard;
  weights: IntentWeights;
  /** Where the fine-tuned encoder lies; null without one. */
  tuned: { modelPath: string; tokenizerPath: string; maxTokens: number; prefix: string } | null;
}

/** Reads and verifies an artifact. Throws ArtifactCorruptError naming what is wrong. */
export function readIntentArtifact(folder: string): IntentArtifact {
  const text = read(folder, 'model.json').toString('utf8');
  const card = parseCard(folder, text);
  const verified = (name: string): Buffer => {
    const bytes = read(folder, name);
    if (hashOf(bytes) !== card.files[name]) throw new ArtifactCorruptError(folder, `${name} was changed`);
    return bytes;
  };
  const verifiedPath = (name: string): string => (verified(name), join(folder, name));
  return {
    hash: hashOf(text),
    card,
    weights: parseWeights(card, (name) => new Uint8Array(verified(name)).buffer),
    tuned: card.tuned && {
      ...card.tuned,
      modelPath: verifiedPath(tunedModel),
      tokenizerPath: verifiedPath(tunedTokenizer),
    },
  };
}

function parseWeights(card: IntentModelCard, bytes: (name: string) => ArrayBuffer): IntentWeights {
  const floats = (name: string): Float32Array => new Float32Array(bytes(name));
  const integers = (name: string): Int32Array => new Int32Array(bytes(name));
  const matrix = (name: string): { data: Int8Array; scales: Float32Array } => ({
    data: new Int8Array(bytes(`${name}.i8`)),
    scales: floats(`${name}-scale.f32`),
  });
  const featureOf = new Int32Array(lexicalBuckets).fill(-1);
  integers('buckets.i32').forEach((bucket, feature) => (featureOf[bucket] = feature));
  return {
    perceptrons: {
      members: card.members,
      hiddenWeights: floats('hidden.f32'),
      hiddenBias: floats('hidden-bias.f32'),
      outputWeights: floats('output.f32'),
      outputBias: floats('output-bias.f32'),
    },
    margins: {
      denseWeights: floats('margins.f32'),
      bias: floats('margins-bias.f32'),
      lexicalWeights: matrix('lexical'),
      featureOf,
      idf: floats('idf.f32'),
    },
    distances: {
      centroids: floats('centroids.f32'),
      centroidNorms: floats('centroid-norms.f32'),
      precision: floats('precision.f32'),
      background: floats('background.f32'),
      backgroundPrecision: floats('background-precision.f32'),
      neighbours: matrix('neighbours'),
      crowding: floats('crowding.f32'),
      neighbourLabels: integers('neighbour-labels.i32'),
    },
    words: { keys: integers('words.i32'), labels: integers('word-labels.i32') },
  };
}

function read(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const Fault = isMissing ? ArtifactMissingError : ArtifactCorruptError;
    throw new Fault(folder, `${name} cannot be read`, error);
  }
}

const otherFormatSchema = z.object({ format: z.number().refine((format) => format !== artifactFormat) });

function parseCard(folder: string, text: string): IntentModelCard {
  try {
    const card: unknown = JSON.parse(text);
    const other = otherFormatSchema.safeParse(card);
    if (other.success) throw new ArtifactFormatError(folder, other.data.format);
    return intentModelSchema.parse(card);
  } catch (error) {
    if (error instanceof ArtifactFormatError) throw error;
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
