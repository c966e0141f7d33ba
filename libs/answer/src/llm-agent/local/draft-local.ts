import type { InterfaceLanguage } from '@switchboard/contracts';
import { ChatModelError, type HeldModel, type LocalChat } from '@switchboard/models';
import type { AgentDraft, LlmOptions } from '../draft-llm';
import { promptVersion } from '../prompt-version';
import { type Candidate, type Found, findAnswer, gates, passes } from './find-answer';
import { choosePassage, copyWords, judgeQuote, judgeWish, translateAnswer, translateQuestion } from './gate-prompts';
import { type ProcedureProposal, type ProposalInput, proposeProcedure } from './propose-procedure';
import { standsIn } from './stands-in';

export interface LocalInput {
  question: string;
  language: InterfaceLanguage;
  /** Passages for the question as it was asked. */
  found: Found;
  /** Searches again, for a question in a language that the encoder does not read. */
  search(text: string): Promise<Found>;
  /** The encoder reads the visitor's language. */
  readsLanguage: boolean;
  /** What can be done for visitors; nothing is begun without it. */
  wishes?: Omit<ProposalInput, 'text'> & {
    /** Reads a translation as the message itself was read. */
    readAgain(text: string): Promise<ProposalInput['wish']>;
  };
}

const mostTranslated = 300;
/** Of everything that this model is ever told. */
const prompt = promptVersion(
  gates,
  ...[choosePassage('', []), judgeQuote('', '', ''), judgeWish('', ''), copyWords('', [])],
  ...[translateQuestion(''), translateAnswer('')],
);

/**
 * What a small model on this machine may do with an open question: choose a passage and judge whether its sentences
 * answer. What is shown are those sentences (or their translation, whose numbers the check compares), never words of
 * the model's own. A fault is a decline, an abort rejects.
 */
export async function draftLocal(input: LocalInput, chat: LocalChat, options: LlmOptions): Promise<AgentDraft> {
  const { signal, onText, onPlace } = options;
  const started = performance.now();
  const spent = () => ({
    model: chat.name,
    promptTokens: 0,
    completionTokens: 0,
    firstTokenMs: Math.round(performance.now() - started),
    redacted: {},
    calls: 1,
    costMicros: 0,
    prompt,
  });
  try {
    return await chat.hold({ signal, ...(onPlace === undefined ? {} : { onPlace }) }, async (model) => {
      const asked = await inReadLanguage(input, model);
      const begun = await procedureFor(input, asked, model);
      if (begun !== null)
        return { kind: 'begin-procedure', procedure: begun.procedure.id, slots: begun.slots, llm: spent(), tools: [] };
      const candidate = await answerFor(input, asked, model);
      if (candidate === null || !passes(candidate))
        return { kind: 'declined', reason: `no passage answers ${describe(candidate)}` };
      const shown = await inVisitorsLanguage(candidate.quote, input.language, model);
      const text = `${shown} [1]`;
      onText(text);
      return {
        kind: 'reply',
        way: 'llm',
        reply: { text, citations: [candidate.citation], choices: [], answered: true },
        sources: [candidate.quote],
        passages: [candidate.passage],
        llm: spent(),
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
  return answerFor(input, await inReadLanguage(input, model), model);
}

/** The question, or its translation where the encoder cannot read it. */
async function inReadLanguage({ question, readsLanguage }: LocalInput, model: HeldModel): Promise<string> {
  if (readsLanguage) return question;
  return (await model.write(translateQuestion(question), { maxTokens: 80 })).text.trim();
}

async function answerFor({ found, search, readsLanguage }: LocalInput, asked: string, model: HeldModel) {
  if (asked === '') return null;
  return findAnswer(asked, readsLanguage ? found : await search(asked), model);
}

/** What the visitor wants done. It begins with what stands in the visitor's own words, translated or not. */
async function procedureFor(
  { question, readsLanguage, wishes }: LocalInput,
  asked: string,
  model: HeldModel,
): Promise<ProcedureProposal | null> {
  if (wishes === undefined || asked === '') return null;
  const wish = readsLanguage ? wishes.wish : await wishes.readAgain(asked);
  const proposal = await proposeProcedure({ ...wishes, wish, text: asked }, model);
  if (proposal === null) return null;
  const said = Object.entries(proposal.slots).filter(([, { text }]) => standsIn(text, question));
  return { ...proposal, slots: Object.fromEntries(said) };
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
