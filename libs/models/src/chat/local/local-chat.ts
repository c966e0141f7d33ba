import type { ChatMessage, ChatModel, ChatUsage, WaitOptions } from '../chat-model';

export interface Written {
  text: string;
  usage: ChatUsage;
}

export interface WriteOptions {
  maxTokens?: number;
  /** JSON schema (the subset that llama.cpp's grammars know): the text is one value of it, and ends there. */
  schema?: object;
  /** Called with each new piece of text. */
  onText?(piece: string): void;
}

/** The local model while one visitor holds it. Its methods throw ChatModelError; an abort rejects with its reason. */
export interface HeldModel {
  write(messages: readonly ChatMessage[], options?: WriteOptions): Promise<Written>;
  /** How likely each word is to begin the answer, as shares that add up to 1. */
  weigh(messages: readonly ChatMessage[], words: readonly string[]): Promise<number[]>;
}

export type LocalState =
  | { kind: 'pulling'; done: number; total: number }
  | { kind: 'loading' }
  | { kind: 'ready'; loadMs: number; rssMb: number }
  | { kind: 'failed'; reason: string };

/** A chat model in a process of its own on this machine. One visitor is served at a time, the others wait in turn. */
export interface LocalChat extends ChatModel {
  state(): LocalState;
  /** Holds the model for several questions in a row, while others wait. */
  hold<T>(options: WaitOptions, work: (model: HeldModel) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Does it run on this machine under our own hand? What it may say to a visitor then goes through its gates. */
export const isLocalChat = (chat: ChatModel): chat is LocalChat => 'hold' in chat;
