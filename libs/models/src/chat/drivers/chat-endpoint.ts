/** Where a chat model answers, and within which bounds. */
export interface ChatEndpoint {
  /** The base address of its API, such as https://host/v1. */
  url: string;
  model: string;
  apiKey?: string;
  /** False for models that cannot call tools. */
  callsTools?: boolean;
  /** Tokens that prompt and answer may have together. */
  contextTokens?: number;
  /** For the whole answer. */
  timeoutMs: number;
  maxTokens: number;
}
