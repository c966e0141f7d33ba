export interface EncoderWorkerData {
  /** An ONNX graph from `input_ids` or `words`, and `attention_mask`, to the named outputs, [batch, width] each. */
  modelPath: string;
  /** The word table of a graph that wants `words`. */
  words?: { path: string; width: number };
  tokenizerPath: string;
  maxTokens: number;
  outputs: readonly string[];
  threads: number;
}

export interface EncodeJob {
  id: number;
  texts: string[];
}

/** The outputs of each text joined in their order, one text after another: [texts, width of all outputs]. */
export type EncodeResult = { id: number; vectors: Float32Array } | { id: number; error: string };
export type WorkerMessage = { ready: true } | EncodeResult;
