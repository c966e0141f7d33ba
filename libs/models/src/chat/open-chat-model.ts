import type { ChatOpenAI } from '@langchain/openai';
import { type ChatChunk, type ChatMessage, type ChatModel, ChatModelError } from './chat-model';

export interface ChatEndpoint {
  /** An OpenAI-compatible endpoint such as https://host/v1. */
  url: string;
  model: string;
  apiKey?: string;
  /** For the whole answer, and between two chunks. */
  timeoutMs: number;
  maxTokens: number;
}

/** A model behind an OpenAI-compatible endpoint, through LangChain. It is loaded at the first call. */
export function openChatModel(endpoint: ChatEndpoint): ChatModel {
  let client: Promise<ChatOpenAI> | null = null;
  return {
    name: endpoint.model,
    async *stream(messages, { signal }) {
      client ??= connect(endpoint);
      const timeout = AbortSignal.timeout(endpoint.timeoutMs);
      try {
        yield* chunksOf(await client, messages, AbortSignal.any([signal, timeout]));
      } catch (error) {
        signal.throwIfAborted();
        if (timeout.aborted) throw new ChatModelError(`no answer within ${endpoint.timeoutMs / 1000} s`);
        throw new ChatModelError(withoutKey(error, endpoint.apiKey));
      }
    },
  };
}

async function connect({ url, model, apiKey, timeoutMs, maxTokens }: ChatEndpoint): Promise<ChatOpenAI> {
  const { ChatOpenAI } = await import('@langchain/openai');
  return new ChatOpenAI({
    model,
    apiKey: apiKey ?? 'none',
    temperature: 0,
    maxTokens,
    // Retries belong to the decision table, which has other ways to go on.
    maxRetries: 0,
    timeout: timeoutMs,
    streamUsage: true,
    // The client would print pieces of a conversation that it cannot read.
    configuration: { baseURL: url, logLevel: 'off' },
  });
}

async function* chunksOf(
  client: ChatOpenAI,
  messages: readonly ChatMessage[],
  signal: AbortSignal,
): AsyncGenerator<ChatChunk> {
  for await (const chunk of await client.stream(
    messages.map(({ role, content }) => [role, content] as [string, string]),
    { signal },
  )) {
    signal.throwIfAborted();
    const usage = chunk.usage_metadata;
    yield {
      text: chunk.text,
      ...(usage === undefined
        ? {}
        : { usage: { promptTokens: usage.input_tokens, completionTokens: usage.output_tokens } }),
    };
  }
}

function withoutKey(error: unknown, apiKey: string | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  return (apiKey === undefined ? message : message.replaceAll(apiKey, '…')).slice(0, 300);
}
