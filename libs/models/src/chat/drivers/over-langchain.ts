import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import {
  AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import {
  type ChatChunk,
  type ChatEntry,
  type ChatModel,
  ChatModelError,
  type ChatOptions,
  type ChatToolCall,
} from '../chat-model';
import type { ChatEndpoint } from './chat-endpoint';

/** A LangChain client as the port sees it: what is passed with a call, and what comes in pieces. */
interface Client {
  bindTools?(tools: object[]): { stream: BaseChatModel['stream'] };
  stream: BaseChatModel['stream'];
  withConfig(config: object): { stream: BaseChatModel['stream'] };
}

/** A port's model over a LangChain client, which is loaded at the first call. Time and words of errors are bounded. */
export function overLangchain(
  { model, apiKey, timeoutMs, callsTools = true }: ChatEndpoint,
  connect: () => Promise<Client>,
): ChatModel {
  let client: Promise<Client> | null = null;
  return {
    name: model,
    callsTools,
    async *stream(messages, options) {
      const { signal } = options;
      client ??= connect();
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        yield* chunksOf(await client, messages, { ...options, signal: AbortSignal.any([signal, timeout]) });
      } catch (error) {
        signal.throwIfAborted();
        if (timeout.aborted) throw new ChatModelError(`no answer within ${timeoutMs / 1000} s`, { passes: true });
        throw toChatModelError(error, apiKey);
      }
    },
  };
}

async function* chunksOf(
  client: Client,
  messages: readonly ChatEntry[],
  { signal, tools, schema, maxTokens }: ChatOptions,
): AsyncGenerator<ChatChunk> {
  const bound =
    tools === undefined || tools.length === 0
      ? client
      : (client.bindTools?.(tools.map((tool) => ({ type: 'function', function: tool }))) ?? client);
  const calls: ChatToolCall[] = [];
  const chunks = await bound.stream(messages.map(toLangchain), {
    signal,
    ...(schema === undefined
      ? {}
      : { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } } }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
  } as object);
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    collectCalls(calls, chunk);
    const usage = chunk.usage_metadata;
    yield {
      text: chunk.text,
      ...(usage === undefined
        ? {}
        : { usage: { promptTokens: usage.input_tokens, completionTokens: usage.output_tokens } }),
    };
  }
  if (calls.length > 0) yield { text: '', toolCalls: calls.filter(({ name }) => name !== '') };
}

/** A call comes in pieces: its name with the first, its arguments a few characters at a time. */
function collectCalls(calls: ChatToolCall[], { tool_call_chunks: pieces = [] }: AIMessageChunk): void {
  for (const { index, id, name, args } of pieces) {
    const at = index ?? Math.max(calls.length - 1, 0);
    const call = (calls[at] ??= { id: id ?? `call-${at}`, name: '', arguments: '' });
    if (name !== undefined) call.name += name;
    call.arguments += args ?? '';
  }
}

function toLangchain(entry: ChatEntry): BaseMessage {
  switch (entry.role) {
    case 'system':
      return new SystemMessage(entry.content);
    case 'user':
      return new HumanMessage(entry.content);
    case 'tool':
      return new ToolMessage({ content: entry.content, tool_call_id: entry.toolCallId, name: entry.name });
    case 'assistant':
      return new AIMessage({
        content: entry.content,
        tool_calls: (entry.toolCalls ?? []).map(({ id, name, arguments: json }) => ({
          id,
          name,
          args: objectOf(json),
        })),
      });
  }
}

function objectOf(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

interface Answered {
  status?: unknown;
  headers?: { get?(name: string): string | null };
}

/** What the endpoint answered with; LangChain wraps some errors in its own. */
function answered(error: unknown): Answered {
  const own = error as Answered & { cause?: Answered };
  return own.status === undefined && own.cause !== undefined ? own.cause : own;
}

const longestRetryAfterMs = 60_000;

/** Limits, faults of the server and lost connections pass; a wrong key or an unknown model does not. */
function toChatModelError(error: unknown, apiKey: string | undefined): ChatModelError {
  const message = error instanceof Error ? error.message : String(error);
  const words = (apiKey === undefined ? message : message.replaceAll(apiKey, '…')).slice(0, 300);
  const { status, headers } = answered(error);
  if (typeof status !== 'number') return new ChatModelError(words, { passes: true });
  const seconds = Number(headers?.get?.('retry-after') ?? Number.NaN);
  return new ChatModelError(words, {
    status,
    passes: status === 408 || status === 409 || status === 429 || status >= 500,
    ...(seconds > 0 ? { retryAfterMs: Math.min(seconds * 1000, longestRetryAfterMs) } : {}),
  });
}
