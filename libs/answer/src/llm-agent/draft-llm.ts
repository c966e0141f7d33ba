import type { Citation } from '@switchboard/contracts';
import type { FoundPassage } from '@switchboard/knowledge';
import type { ChatModel } from '@switchboard/models';
import type { Draft } from '../draft';
import { type PromptInput, buildPrompt, noAnswer } from './prompt';

export interface LlmOptions {
  signal: AbortSignal;
  onText(text: string): void;
  onPlace?(place: number): void;
}

/**
 * An answer written by a large model from the passages. A fault of the model is a decline, so that the desk goes on
 * without it; an abort (takeover, newer message) rejects.
 */
export async function draftLlm(input: PromptInput, model: ChatModel, options: LlmOptions): Promise<Draft> {
  const { signal, onText, onPlace } = options;
  const started = performance.now();
  let firstTokenMs = 0;
  let text = '';
  let usage = { promptTokens: 0, completionTokens: 0 };
  let redacted: Record<string, number> = {};
  try {
    for await (const chunk of model.stream(buildPrompt(input), {
      signal,
      ...(onPlace === undefined ? {} : { onPlace }),
    })) {
      if (chunk.usage !== undefined) usage = chunk.usage;
      if (chunk.redacted !== undefined) redacted = chunk.redacted;
      if (chunk.text === '') continue;
      if (text === '') firstTokenMs = Math.round(performance.now() - started);
      text += chunk.text;
      // Words are shown only once they cannot be the sentinel any more.
      if (!noAnswer.startsWith(text.trim().slice(0, noAnswer.length))) onText(shownText(text));
    }
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'declined', reason: error instanceof Error ? error.message : String(error) };
  }
  signal.throwIfAborted();
  if (text.trim() === '') return { kind: 'declined', reason: 'the model gave an empty answer' };
  if (text.includes(noAnswer)) return { kind: 'declined', reason: 'the model found no answer in the passages' };
  const llm = { model: model.name, ...usage, firstTokenMs, redacted };
  const reply = { text: text.trim(), citations: citationsOf(text, input.passages), choices: [], answered: true };
  return {
    kind: 'reply',
    way: 'llm',
    reply,
    sources: input.passages.map(({ title, text: body }) => `${title}\n${body}`),
    llm,
  };
}

/** Whole words only: the last one may still grow. */
function shownText(text: string): string {
  const end = text.search(/\s\S*$/);
  return end < 0 ? '' : text.slice(0, end);
}

/** The passages whose numbers stand in the text. */
function citationsOf(text: string, passages: readonly FoundPassage[]): Citation[] {
  const numbers = new Set([...text.matchAll(/\[(\d{1,2})\]/g)].map((match) => Number(match[1])));
  return [...numbers]
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const passage = passages[number - 1];
      if (passage === undefined) return [];
      const { documentId, slug, title, url, heading, passageId, text: quote } = passage;
      return [{ number, documentId, slug, title, url, heading, passageId, quote: quote.slice(0, 300) }];
    });
}
