export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** What an assistant's message asked for. */
  toolCalls?: readonly ChatToolCall[];
}

/** What a tool gave, under the id of the call that asked for it. */
export interface ChatToolResult {
  role: 'tool';
  toolCallId: string;
  name: string;
  content: string;
}

export type ChatEntry = ChatMessage | ChatToolResult;

/** A call as the model wrote it: nothing in it is checked. */
export interface ChatToolCall {
  id: string;
  name: string;
  /** JSON, if the model wrote JSON. */
  arguments: string;
}

/** A tool as a model sees it; `parameters` is a JSON Schema of an object. */
export interface ChatTool {
  name: string;
  description: string;
  parameters: object;
}

export interface ChatChunk {
  /** The next piece of text, possibly empty. */
  text: string;
  /** With the last chunk: the tools that the model wants called before it goes on. */
  toolCalls?: ChatToolCall[];
  /** With the last chunk, where the endpoint reports it. */
  usage?: ChatUsage;
  /** How many values of each type the model was not shown, where something hides them. */
  redacted?: Record<string, number>;
}

export interface ChatUsage {
  promptTokens: number;
  completionTokens: number;
  /** Millionths of a dollar, where a price is known. */
  costMicros?: number;
}

export interface WaitOptions {
  signal: AbortSignal;
  /** Called with one's place (2 is the next) while others are served first, and with 1 when one's turn has come. */
  onPlace?(place: number): void;
  /** Who pays for it; a call without one is nobody's. */
  account?: ChatAccount;
}

export interface ChatOptions extends WaitOptions {
  /** Only where the model `callsTools`. */
  tools?: readonly ChatTool[];
  /** JSON Schema that the whole text has to keep to, where the endpoint can see to that. */
  schema?: object;
  maxTokens?: number;
}

/** What a call is about to use, for whoever keeps the accounts. */
export interface PlannedCall {
  model: string;
  /** The machine that is asked; null when nothing leaves this one. */
  host: string | null;
  sentCharacters: number;
  /** More than it can use. */
  tokens: number;
  costMicros: number;
}

export interface EndedCall extends ChatUsage {
  costMicros: number;
  redacted: Record<string, number>;
  /** "ok", or what went wrong in words. */
  outcome: string;
  ms: number;
}

/** Tokens and money of a turn. `begin` throws ChatModelError when a limit would be passed. */
export interface ChatAccount {
  begin(call: PlannedCall): Promise<{ end(used: EndedCall): Promise<void> }>;
}

/** A model that continues a conversation, whatever stands behind it. */
export interface ChatModel {
  readonly name: string;
  /** Takes `tools`; without it they are put into words (`withJsonTools`) and the text is read as JSON. */
  readonly callsTools?: boolean;
  /** Tokens that prompt and answer may have together, where it is known. */
  readonly contextTokens?: number;
  /** Throws ChatModelError; an aborted signal rejects with its reason. */
  stream(messages: readonly ChatEntry[], options: ChatOptions): AsyncIterable<ChatChunk>;
  /** False while it cannot answer yet, or any more; without it, always ready. */
  isReady?(): boolean;
}

/** The model did not answer as it should. The message holds no key. */
export class ChatModelError extends Error {
  readonly code = 'chat-model-failed';
  constructor(
    message: string,
    /** `passes`: the same call may do better later (a limit, a lost connection, a fault of the server). */
    readonly fault: { status?: number; passes?: boolean; retryAfterMs?: number } = {},
  ) {
    super(message);
  }
}
