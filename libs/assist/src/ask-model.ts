import { type ChatEntry, type ChatModel, ChatModelError } from '@switchboard/models';

/** No large model may be asked for this here; the message says how to get one. */
export class LlmUnavailableError extends Error {
  readonly code = 'llm-unavailable';
  constructor() {
    super('no large model is set up or ready: set LLM_URL, or LLM_MODELS_FILE with a route (docs/models.md)');
  }
}

export interface AskOptions {
  signal: AbortSignal;
  /** For all models together. */
  timeoutMs: number;
  maxTokens: number;
}

/**
 * The whole answer of the first model that gives one. Throws LlmUnavailableError without models, ChatModelError when
 * the last one fails or time is up; an abort rejects with its reason.
 */
export async function askModel(
  models: readonly ChatModel[],
  entries: readonly ChatEntry[],
  { signal, timeoutMs, maxTokens }: AskOptions,
): Promise<{ text: string; model: string }> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const stops = AbortSignal.any([signal, timeout]);
  let last: unknown = new LlmUnavailableError();
  for (const model of models) {
    try {
      let text = '';
      for await (const chunk of model.stream(entries, { signal: stops, maxTokens })) text += chunk.text;
      if (text.trim() !== '') return { text: text.trim(), model: model.name };
      last = new ChatModelError('the model gave an empty answer');
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted) throw new ChatModelError(`no answer within ${timeoutMs / 1000} s`);
      last = error;
    }
  }
  throw last;
}
