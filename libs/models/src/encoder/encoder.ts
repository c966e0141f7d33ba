export interface EmbedOptions {
  /** Bulk work (ingestion, training) waits behind messages of visitors. */
  bulk?: boolean;
  /** What the texts are: some encoders tell questions (and messages) from passages that answer them. */
  as?: 'query' | 'passage';
}

/** What the encoder says of one text. */
export interface Encoding {
  /** Unit-length vector for classifiers: [dimensions]. */
  embedding: Float32Array;
  /** Means of the last three layers and the peaks of the last, of unit length together: [featureDimensions]. */
  features: Float32Array;
}

/** Texts to vectors. The same text always gives the same vectors, whatever is encoded beside it. */
export interface Encoder {
  readonly name: string;
  /** Identity of the embedding space; vectors of different spaces must never be compared. */
  readonly space: string;
  readonly dimensions: number;
  readonly featureDimensions: number;
  /** Languages (BCP-47) it reads well. */
  readonly languages: readonly string[];
  /** Encodes each text, cut at the model's context. Throws EncoderUnavailableError. */
  encode(texts: readonly string[], options?: EmbedOptions): Promise<Encoding[]>;
  /** The vector that a text is searched and compared by, from what `encode` said of it. */
  toSearch(encoding: Encoding): Float32Array;
  /** The vectors that texts are searched and compared by. Throws EncoderUnavailableError. */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** The encoder's thread is gone and could not be started again. */
export class EncoderUnavailableError extends Error {
  readonly code = 'encoder-unavailable';
}
