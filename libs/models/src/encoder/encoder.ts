export interface EmbedOptions {
  /** Bulk work (ingestion, training) waits behind messages of visitors. */
  bulk?: boolean;
}

/** Texts to vectors. The same text always gives the same vector, whatever is embedded beside it. */
export interface Encoder {
  readonly name: string;
  /** Identity of the embedding space; vectors of different spaces must never be compared. */
  readonly space: string;
  readonly dimensions: number;
  /** Languages (BCP-47) it reads well. */
  readonly languages: readonly string[];
  /** One unit-length vector per text; texts are cut at the model's context. Throws EncoderUnavailableError. */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** The encoder's thread is gone and could not be started again. */
export class EncoderUnavailableError extends Error {
  readonly code = 'encoder-unavailable';
}
