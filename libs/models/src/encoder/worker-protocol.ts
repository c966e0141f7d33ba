export interface EncoderWorkerData {
  modelPath: string;
  tokenizerPath: string;
  maxTokens: number;
  dimensions: number;
  featureDimensions: number;
  threads: number;
}

export interface EmbedJob {
  id: number;
  texts: string[];
}

/** Embedding and features of each text, one after another: [texts, dimensions + featureDimensions]. */
export type EmbedResult = { id: number; vectors: Float32Array } | { id: number; error: string };
export type WorkerMessage = { ready: true } | EmbedResult;
