/** Where an OpenAI-compatible embeddings API answers, and within which bounds. */
export interface EmbeddingsEndpoint {
  /** The base address of its API, such as https://host/v1. */
  url: string;
  model: string;
  apiKey?: string;
  /** Languages (BCP-47) that the model reads well. */
  languages: readonly string[];
  /** For one request. */
  timeoutMs: number;
}

/** What was sent where, for the log of what leaves the machine. */
export interface EmbeddingsCall {
  host: string;
  texts: number;
  characters: number;
  /** Values that were hidden, by type. */
  hidden: Record<string, number>;
}

/** The endpoint did not answer, or not as it should. `passes`: it may on the next try. */
export class EmbeddingsEndpointError extends Error {
  readonly code = 'embeddings-endpoint';
  constructor(
    message: string,
    readonly fault: { passes: boolean; retryAfterMs?: number },
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Its vectors do not fit into the passages' column. */
export class EmbeddingDimensionsError extends Error {
  readonly code = 'embedding-dimensions';
  constructor(model: string, dimensions: number, wanted: number) {
    super(
      `${model} gives vectors of ${dimensions} numbers and could not be asked for ${wanted}, which passages hold. Choose a model of ${wanted} dimensions, or one that shortens its vectors on request`,
    );
  }
}

/** Encoders at an address are called so; those of models.json have plain names. */
const prefix = 'endpoint:';
export const endpointEncoderName = (model: string): string => `${prefix}${model.replace(/[@/]/g, '_')}`;
export const isEndpointEncoder = (name: string): boolean => name.startsWith(prefix);
