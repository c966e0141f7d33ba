import type { ChatMessage } from '../chat-model';

/** What the process is started with, as JSON in its one argument. */
export interface LocalProcessData {
  modelPath: string;
  /** Where states of prompt prefixes are kept, so that a restart does not read them again. */
  statesDir: string;
  threads: number;
  /** Tokens of prompt and answer together. */
  contextTokens: number;
  /** The process ends itself above it, and is started again. */
  memoryLimitMb: number;
}

export type LocalJob =
  | { kind: 'write'; id: number; messages: readonly ChatMessage[]; maxTokens: number; schema?: object }
  | { kind: 'weigh'; id: number; messages: readonly ChatMessage[]; words: readonly string[] };

export type ToProcess = LocalJob | { kind: 'abort'; id: number };

export type FromProcess =
  | { kind: 'ready'; loadMs: number; rssMb: number }
  | { kind: 'text'; id: number; text: string }
  | { kind: 'written'; id: number; promptTokens: number; completionTokens: number }
  | { kind: 'weighed'; id: number; shares: number[] }
  | { kind: 'failed'; id: number; reason: string };
