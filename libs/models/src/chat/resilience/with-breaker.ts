import { type ChatModel, ChatModelError } from '../chat-model';

export interface BreakerOptions {
  /** So many failures in a row open it. */
  failures?: number;
  /** So long nobody asks; then one may try, and the others follow if that one was answered. */
  restMs?: number;
  now?: () => number;
}

/** The same model behind a circuit breaker: while it is down nobody waits for it to fail, and `isReady` is false. */
export function withBreaker(
  model: ChatModel,
  { failures: most = 3, restMs = 20_000, now = Date.now }: BreakerOptions = {},
): ChatModel {
  let failures = 0;
  let openUntil = 0;
  let isTrying = false;
  const isOpen = (): boolean => failures >= most && (now() < openUntil || isTrying);

  return {
    ...model,
    isReady: () => !isOpen() && (model.isReady?.() ?? true),
    async *stream(messages, options) {
      if (isOpen()) throw new ChatModelError(`${model.name} has failed ${failures} times and rests`, { passes: false });
      const isTrial = failures >= most;
      isTrying = isTrial;
      try {
        yield* model.stream(messages, options);
        failures = 0;
      } catch (error) {
        if (!options.signal.aborted) {
          failures++;
          openUntil = now() + restMs;
        }
        throw error;
      } finally {
        if (isTrial) isTrying = false;
      }
    },
  };
}
