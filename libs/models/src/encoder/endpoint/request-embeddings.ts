import { z } from 'zod';
import { type EmbeddingsEndpoint, EmbeddingsEndpointError } from './embeddings-endpoint';

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(1) })),
});

/**
 * POST /embeddings of the OpenAI API: one vector for each text, in their order. Throws EmbeddingsEndpointError, whose
 * words hold neither the key nor a text.
 */
export async function requestEmbeddings(
  { url, model, apiKey, timeoutMs }: EmbeddingsEndpoint,
  texts: readonly string[],
  { dimensions, fetch }: { dimensions?: number; fetch: typeof globalThis.fetch },
): Promise<Float32Array[]> {
  const host = new URL(url).host;
  const response = await fetch(`${url.replace(/\/+$/, '')}/embeddings`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify({
      model,
      input: texts,
      encoding_format: 'float',
      ...(dimensions === undefined ? {} : { dimensions }),
    }),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    const reason =
      error instanceof Error && error.name === 'TimeoutError' ? `nothing within ${timeoutMs} ms` : 'no connection';
    throw new EmbeddingsEndpointError(`${host}: ${reason}`, { passes: true }, { cause: error });
  });
  if (!response.ok) throw refused(host, response);
  const answer = answerSchema.safeParse(await response.json().catch(() => null));
  if (!answer.success)
    throw new EmbeddingsEndpointError(`${host}: the answer is not that of an embeddings API`, { passes: false });
  return inOrder(answer.data.data, texts.length, host);
}

function refused(host: string, { status, headers }: Response): EmbeddingsEndpointError {
  const passes = status === 408 || status === 429 || status >= 500;
  const seconds = Number(headers.get('retry-after'));
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {};
  const why = status === 401 || status === 403 ? ', the key is missing or wrong' : '';
  return new EmbeddingsEndpointError(`${host}: status ${status}${why}`, { passes, ...retryAfterMs });
}

function inOrder(
  items: readonly { index: number; embedding: readonly number[] }[],
  wanted: number,
  host: string,
): Float32Array[] {
  const vectors: (Float32Array | undefined)[] = Array.from({ length: wanted });
  for (const { index, embedding } of items) vectors[index] = Float32Array.from(embedding);
  const given = vectors.filter((vector) => vector !== undefined);
  const isEven = given.every(({ length }) => length === given[0]?.length);
  if (given.length !== wanted || vectors.length !== wanted || !isEven)
    throw new EmbeddingsEndpointError(`${host}: ${given.length} vectors for ${wanted} texts`, { passes: true });
  return given;
}
