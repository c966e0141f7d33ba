import { type EmbeddingsEndpoint, endpointEncoderName, findModel } from '@switchboard/models';
import type { Config } from '../config/config-schema';
import { readLanguages } from './encoder-for';

/** The endpoint of EMBEDDINGS_URL; null without one. The key is not part of it: this may be written to a file. */
export function embeddingsEndpoint(config: Config): Omit<EmbeddingsEndpoint, 'apiKey'> | null {
  const { EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: model, EMBEDDINGS_LANGUAGES: given } = config;
  if (url === undefined || model === undefined) return null;
  return { url, model, languages: given ?? readLanguages(), timeoutMs: config.EMBEDDINGS_TIMEOUT_MS };
}

/** The encoder that the configuration sets for every workspace: EMBEDDINGS_URL or ENCODER. Throws UnknownModelError. */
export function configuredEncoder(config: Config): { name: string; languages: readonly string[] } | null {
  const endpoint = embeddingsEndpoint(config);
  if (endpoint !== null) return { name: endpointEncoderName(endpoint.model), languages: endpoint.languages };
  return config.ENCODER === undefined ? null : findModel(config.ENCODER);
}
