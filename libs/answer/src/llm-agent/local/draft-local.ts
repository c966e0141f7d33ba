import type { InterfaceLanguage } from '@switchboard/contracts';
import { ChatModelError, type HeldModel, type LocalChat } from '@switchboard/models';
import type { Draft } from '../../draft';
import type { LlmOptions } from '../draft-llm';
import { type Candidate, type Found, findAnswer, passes } from './find-answer';
import { translateAnswer, translateQuestion } from './gate-prompts';

export interface LocalInput {
  question: string;
  language: InterfaceLanguage;
  /** Passages for the question as it was asked. */
  found: Found;
  /** Searches again, for a question in a language that the encoder does not read. */
  search(text: string): Promise<Found>;
  /** The encoder reads the visitor's language. */
  readsLanguage: boolean;
}

const mostTranslated = 300;

/**
 * What a small model on this machine may do with an open question: choose a passage and judge whether its sentences
 * answer. What is shown are those sentences (or their translation, whose numbers the check compares), never words of
 * the model's own. A fault is a decline, an abort rejects.
 */
export async function draftLocal(input: LocalInput, chat: LocalChat, options: LlmOptions): Promise<Draft> {
  const { signal, onText, onPlace } = options;
  const started = performance.now();
  try {
    return await chat.hold({ signal, ...(onPlace === undefined ? {} : { onPlace }) }, async (model) => {
      const candidate = await candidateFor(input, model);
      if (candidate === null || !passes(candidate))
        return { kind: 'declined', reason: `no passage answers ${describe(candidate)}` };
      const shown = await inVisitorsLanguage(candidate.quote, input.language, model);
      const text = `${shown} [1]`;
      onText(text);
      const firstTokenMs = Math.round(performance.now() - started);
      return {
        kind: 'reply',
        way: 'llm',
        reply: { text, citations: [candidate.citation], choices: [], answered: true },
        sources: [candidate.quote],
        passages: [candidate.passage],
        llm: {
          model: chat.name,
          promptTokens: 0,
          completionTokens: 0,
          firstTokenMs,
          redacted: {},
          calls: 1,
          costMicros: 0,
        },
      };
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ChatModelError)) throw error;
    return { kind: 'declined', reason: error.message, isFault: true };
  }
}

/** The best candidate, searched for in English where the encoder cannot read the question. */
export async function candidateFor(input: LocalInput, model: HeldModel): Promise<Candidate | null> {
  const { question, found, search, readsLanguage } = input;
  if (readsLanguage) return findAnswer(question, found, model);
  const { text } = await model.write(translateQuestion(question), { maxTokens: 80 });
  const english = text.trim();
  return english === '' ? null : findAnswer(english, await search(english), model);
}

async function inVisitorsLanguage(quote: string, language: InterfaceLanguage, model: HeldModel): Promise<string> {
  const isChinese = /\p{Script=Han}/u.test(quote);
  if ((language === 'zh-CN') === isChinese) return quote;
  if (language !== 'zh-CN') return quote;
  return (await model.write(translateAnswer(quote), { maxTokens: mostTranslated })).text.trim();
}

function describe(candidate: Candidate | null): string {
  if (candidate === null) return '(none found)';
  return `(best: ${candidate.passage.title}, P(yes) ${candidate.answers.toFixed(2)})`;
}
