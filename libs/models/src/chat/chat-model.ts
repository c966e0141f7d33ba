export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ChatChunk {
  /** The next piece of text, possibly empty. */
  text: string;
  /** With the last chunk, where the endpoint reports it. */
  usage?: { promptTokens: number; completionTokens: number };
  /** How many values of each type the model was not shown, where something hides them. */
  redacted?: Record<string, number>;
}

/** A model that continues a conversation, whatever stands behind it. */
export interface ChatModel {
  readonly name: string;
  /** Throws ChatModelError; an aborted signal rejects with its reason. */
  stream(messages: readonly ChatMessage[], options: { signal: AbortSignal }): AsyncIterable<ChatChunk>;
}

/** The model did not answer as it should. The message holds no key. */
export class ChatModelError extends Error {
  readonly code = 'chat-model-failed';
}
