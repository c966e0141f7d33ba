import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import type { Encoder } from '../encoder';
import { readCentre, withoutCentre } from '../read-centre';
import {
  EmbeddingDimensionsError,
  type EmbeddingsCall,
  type EmbeddingsEndpoint,
  EmbeddingsEndpointError,
  endpointEncoderName,
} from './embeddings-endpoint';
import { requestEmbeddings } from './request-embeddings';

export interface EndpointEncoderOptions {
  /** Where the centre of its vectors is kept: measured anew it would be another space. */
  modelsDir: string;
  /** Personal data out of a text; absent where the text stays on this machine. */
  hide?(text: string): { text: string; counts: Record<string, number> };
  /** Hears of everything that is sent. */
  onCall?(call: EmbeddingsCall): void;
  fetch?: typeof globalThis.fetch;
  sleep?(ms: number): Promise<void>;
}

/** What passages hold. */
const wantedDimensions = 384;
const textsPerRequest = 64;
const tries = 3;
const firstDelayMs = 300;
const longestDelayMs = 10_000;
/** Longer texts are cut: about what an encoder of this kind reads. */
const mostCharacters = 2_000;

/**
 * An encoder at an OpenAI-compatible address. It gives embeddings only, so that they serve as features, too; what all of
 * them share is measured at the first start and taken out of what is searched by. Throws EmbeddingsEndpointError and
 * EmbeddingDimensionsError.
 */
export async function openEndpointEncoder(
  endpoint: EmbeddingsEndpoint,
  { modelsDir, hide, onCall, fetch = globalThis.fetch, sleep = (ms) => later(ms) }: EndpointEncoderOptions,
): Promise<Encoder> {
  const { url, model } = endpoint;
  const name = endpointEncoderName(model);
  const host = new URL(url).host;
  const [probe] = await tryAgain(() => requestEmbeddings(endpoint, ['hello'], { fetch }), sleep);
  const native = probe?.length ?? 0;
  const asked = native === wantedDimensions ? {} : { dimensions: wantedDimensions };

  async function embedBatch(texts: readonly string[]): Promise<Float32Array[]> {
    const hidden: Record<string, number> = {};
    const sent = texts.map((text) => {
      const cut = text.slice(0, mostCharacters);
      if (hide === undefined) return cut;
      const { text: safe, counts } = hide(cut);
      for (const [type, count] of Object.entries(counts)) hidden[type] = (hidden[type] ?? 0) + count;
      return safe;
    });
    onCall?.({ host, texts: sent.length, characters: sent.join('').length, hidden });
    const vectors = await tryAgain(() => requestEmbeddings(endpoint, sent, { fetch, ...asked }), sleep);
    const [first] = vectors;
    if (first !== undefined && first.length !== wantedDimensions)
      throw new EmbeddingDimensionsError(model, first.length, wantedDimensions);
    return vectors.map(unitLength);
  }

  async function embedRaw(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += textsPerRequest)
      vectors.push(...(await embedBatch(texts.slice(at, at + textsPerRequest))));
    return vectors;
  }

  await embedBatch(['hello']).catch((error: unknown) => {
    // Not every endpoint knows the parameter that shortens vectors.
    const isRefused = error instanceof EmbeddingsEndpointError && !error.fault.passes;
    throw isRefused && native !== wantedDimensions
      ? new EmbeddingDimensionsError(model, native, wantedDimensions)
      : error;
  });
  const folder = join(modelsDir, name.replace(/[^\w.-]/g, '_'));
  mkdirSync(folder, { recursive: true });
  const centre = await readCentre(folder, (texts) => embedRaw(texts));
  const place = createHash('sha256').update(`${url} ${model} ${native}`).digest('hex').slice(0, 8);
  return {
    name,
    space: `${name}@${place}`,
    dimensions: wantedDimensions,
    featureDimensions: wantedDimensions,
    languages: endpoint.languages,
    encode: async (texts) => (await embedRaw(texts)).map((embedding) => ({ embedding, features: embedding })),
    toSearch: ({ embedding }) => withoutCentre(embedding, centre),
    embed: async (texts) => (await embedRaw(texts)).map((embedding) => withoutCentre(embedding, centre)),
    close: async () => undefined,
  };
}

/** Faults that pass are tried again, with growing waits and full jitter. */
async function tryAgain<T>(work: () => Promise<T>, sleep: (ms: number) => Promise<void>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const fault = error instanceof EmbeddingsEndpointError ? error.fault : { passes: false };
      if (!fault.passes || attempt >= tries) throw error;
      const delayMs = Math.max(Math.random() * firstDelayMs * 2 ** (attempt - 1), fault.retryAfterMs ?? 0);
      if (delayMs > longestDelayMs) throw error;
      await sleep(delayMs);
    }
  }
}

function unitLength(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
