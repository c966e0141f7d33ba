import type { ChatMessage, ChatModel } from './chat-model';
import { createPseudonyms } from './pseudonyms';

/** Finds personal data in a text: half-open spans in order that do not overlap. */
export type FindSpans = (text: string) => readonly { type: string; start: number; end: number }[];

/**
 * The same model, which never sees what `findSpans` finds in the words of the visitor and of the desk: `<EMAIL_ADDRESS_1>`
 * stands there instead, and is turned back in what the model writes. The system message (our rules and the company's
 * own articles) goes as it is. The first chunk says how many values of each type were hidden.
 */
export function withPseudonyms(model: ChatModel, findSpans: FindSpans): ChatModel {
  return {
    name: model.name,
    async *stream(messages, options) {
      const pseudonyms = createPseudonyms(messages.map(({ content }) => content).join('\n'));
      const hide = (message: ChatMessage): ChatMessage =>
        message.role === 'system'
          ? message
          : { ...message, content: pseudonyms.hide(message.content, findSpans(message.content)) };
      const hidden = messages.map(hide);
      yield { text: '', redacted: pseudonyms.counts() };
      for await (const { text, ...rest } of model.stream(hidden, options))
        yield { ...rest, text: pseudonyms.restore(text) };
      yield { text: pseudonyms.restoreRest() };
    },
  };
}
