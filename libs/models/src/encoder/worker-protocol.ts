export interface EncoderWorkerData {
  modelPath: string;
  tokenizerPath: string;
  maxTokens: number;
  dimensions: number;
  threads: number;
}

export interface EmbedJob {
  id: number;
  texts: string[];
}

/** Vectors one after another: [texts, dimensions]. */
export type EmbedResult = { id: number; vectors: Float32Array } | { id: number; error: string };
export type WorkerMessage = { ready: true } | EmbedResult;
