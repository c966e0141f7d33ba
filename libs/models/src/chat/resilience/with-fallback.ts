import { type ChatModel, ChatModelError } from '../chat-model';
import { trackBegin } from './track-begin';

/**
 * The first of the models that answers. One that fails before its first word is passed over; one that fails in the
 * middle fails, since its words were seen. `onPassedOver` hears why a model was not used.
 */
export function withFallback(
  models: readonly [ChatModel, ...ChatModel[]],
  onPassedOver: (model: string, reason: string) => void = () => undefined,
): ChatModel {
  const [first] = models;
  if (models.length === 1) return first;
  const contexts = models.flatMap(({ contextTokens }) => contextTokens ?? []);
  return {
    name: first.name,
    ...(contexts.length === 0 ? {} : { contextTokens: Math.min(...contexts) }),
    callsTools: models.every(({ callsTools }) => callsTools === true),
    isReady: () => models.some((model) => model.isReady?.() ?? true),
    async *stream(messages, options) {
      let last: unknown = new ChatModelError('no model is ready');
      for (const model of models) {
        if (model.isReady?.() === false) {
          onPassedOver(model.name, 'not ready');
          continue;
        }
        const answer = trackBegin(() => model.stream(messages, options));
        try {
          yield* answer.chunks;
          return;
        } catch (error) {
          options.signal.throwIfAborted();
          if (answer.hasBegun()) throw error;
          last = error;
          onPassedOver(model.name, error instanceof Error ? error.message : String(error));
        }
      }
      throw last;
    },
  };
}
