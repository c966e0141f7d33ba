import { setTimeout as later } from 'node:timers/promises';
import { type ChatModel, ChatModelError } from '../chat-model';
import { trackBegin } from './track-begin';

export interface RetryOptions {
  tries?: number;
  /** Before the second try; doubled before each further one. */
  firstDelayMs?: number;
  longestDelayMs?: number;
  /** From 0 to 1. */
  random?: () => number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * The same model, asked again after faults that pass, as long as it has not begun to answer. Waits grow twofold with
 * full jitter, and are never shorter than what the server asked for.
 */
export function withRetries(
  model: ChatModel,
  { tries = 3, firstDelayMs = 300, longestDelayMs = 5_000, random = Math.random, sleep = wait }: RetryOptions = {},
): ChatModel {
  return {
    ...model,
    async *stream(messages, options) {
      for (let attempt = 1; ; attempt++) {
        const answer = trackBegin(() => model.stream(messages, options));
        try {
          yield* answer.chunks;
          return;
        } catch (error) {
          options.signal.throwIfAborted();
          const fault = error instanceof ChatModelError ? error.fault : {};
          const delayMs = Math.max(random() * firstDelayMs * 2 ** (attempt - 1), fault.retryAfterMs ?? 0);
          if (answer.hasBegun() || fault.passes !== true || attempt >= tries || delayMs > longestDelayMs) throw error;
          await sleep(delayMs, options.signal);
        }
      }
    },
  };
}

const wait = (ms: number, signal: AbortSignal): Promise<void> => later(ms, undefined, { signal });
