import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel, type BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import { AIMessage, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';
import type { ChatEntry, ChatModel, ChatTool, ChatToolCall, ChatUsage } from '@switchboard/models';

export interface PortOptions {
  model: ChatModel;
  tools: readonly ChatTool[];
  signal: AbortSignal;
  /** The whole text of this call so far. */
  onText(text: string): void;
  /** One's place while a local model serves others first. */
  onPlace?(place: number): void;
  /** After each call. */
  onCall(call: { usage: ChatUsage; redacted: Record<string, number>; firstTokenMs: number }): void;
}

/** Our chat model port as LangChain's agent wants it. Text goes out while it comes in; a call ends as one message. */
export class PortChatModel extends BaseChatModel<BaseChatModelCallOptions> {
  constructor(private readonly port: PortOptions) {
    super({});
  }

  _llmType(): string {
    return 'switchboard';
  }

  /** The tools are known already: what LangChain binds are descriptions of the same. */
  override bindTools(): this {
    return this;
  }

  async _generate(
    messages: BaseMessage[],
    _options: this['ParsedCallOptions'],
    _run?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const { model, tools, signal, onText, onCall, onPlace } = this.port;
    const started = performance.now();
    let [text, firstTokenMs] = ['', 0];
    let usage: ChatUsage = { promptTokens: 0, completionTokens: 0 };
    let redacted: Record<string, number> = {};
    let calls: ChatToolCall[] = [];
    for await (const chunk of model.stream(messages.map(toEntry), {
      signal,
      tools,
      ...(onPlace === undefined ? {} : { onPlace }),
    })) {
      signal.throwIfAborted();
      if (firstTokenMs === 0 && (chunk.text !== '' || chunk.toolCalls !== undefined))
        firstTokenMs = Math.round(performance.now() - started);
      if (chunk.text !== '') onText((text += chunk.text));
      calls = chunk.toolCalls ?? calls;
      usage = chunk.usage ?? usage;
      redacted = chunk.redacted ?? redacted;
    }
    onCall({ usage, redacted, firstTokenMs });
    const message = new AIMessage({
      content: text,
      // Some servers count each answer's calls from 0: LangChain takes an id that it knows for answered.
      tool_calls: calls.map(({ id, name, arguments: json }) => ({
        id: `${id}-${messages.length}`,
        name,
        args: argumentsOf(json),
      })),
    });
    return { generations: [{ text, message }] };
  }
}

/** What is no JSON object becomes an argument that no tool takes, so that the check of arguments says so. */
export function argumentsOf(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json === '' ? '{}' : json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below.
  }
  return { unreadable: json.slice(0, 200) };
}

export function toEntry(message: BaseMessage): ChatEntry {
  const content = message.text;
  if (ToolMessage.isInstance(message))
    return { role: 'tool', toolCallId: message.tool_call_id, name: message.name ?? '', content };
  if (AIMessage.isInstance(message)) {
    const toolCalls = (message.tool_calls ?? []).map(({ id = '', name, args }) => ({
      id,
      name,
      arguments: JSON.stringify(args),
    }));
    return { role: 'assistant', content, ...(toolCalls.length === 0 ? {} : { toolCalls }) };
  }
  return { role: message.type === 'system' ? 'system' : 'user', content };
}
