import type { ChatEntry, ChatModel } from '../chat-model';
import { createPseudonyms } from './pseudonyms';

/** Finds personal data in a text: half-open spans in order that do not overlap. */
export type FindSpans = (text: string) => readonly { type: string; start: number; end: number }[];

/**
 * The same model, which never sees what `findSpans` finds in the words of the visitor, of the desk and of tools:
 * `<EMAIL_ADDRESS_1>` stands there instead, and is turned back in what the model writes and asks tools for. The system
 * message (our rules and the company's own articles) goes as it is. The first chunk says how many values of each type
 * were hidden.
 */
export function withPseudonyms(model: ChatModel, findSpans: FindSpans): ChatModel {
  return {
    ...model,
    async *stream(messages, options) {
      const pseudonyms = createPseudonyms(messages.map(({ content }) => content).join('\n'));
      const hide = (text: string): string => pseudonyms.hide(text, findSpans(text));
      const hidden = messages.map((entry): ChatEntry => {
        if (entry.role === 'system') return entry;
        const content = hide(entry.content);
        if (entry.role === 'tool' || entry.toolCalls === undefined) return { ...entry, content };
        const toolCalls = entry.toolCalls.map((call) => ({ ...call, arguments: hide(call.arguments) }));
        return { ...entry, content, toolCalls };
      });
      yield { text: '', redacted: pseudonyms.counts() };
      for await (const { text, toolCalls, ...rest } of model.stream(hidden, options)) {
        const calls = toolCalls?.map((call) => ({ ...call, arguments: pseudonyms.restoreAll(call.arguments) }));
        yield { ...rest, text: pseudonyms.restore(text), ...(calls === undefined ? {} : { toolCalls: calls }) };
      }
      yield { text: pseudonyms.restoreRest() };
    },
  };
}
