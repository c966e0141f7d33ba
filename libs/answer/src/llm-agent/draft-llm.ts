import type { Citation, ToolCall, Trace } from '@switchboard/contracts';
import type { AskedApproval } from '@switchboard/conversations';
import type { FoundPassage } from '@switchboard/knowledge';
import { type ChatEntry, type ChatModel, ChatModelError, withJsonTools } from '@switchboard/models';
import { type SentenceCheckInput, createSentenceCheck } from '../check/sentence-check';
import type { Draft } from '../draft';
import type { AgentTool } from './agent-tool';
import { type OfferedProcedure, describeControlTools } from './control-tools';
import { createToolDesk } from './create-tool-desk';
import { loadAgentLoop } from './load-agent-loop';
import {
  type AgentInput,
  type PromptBudget,
  type SpokenLanguage,
  conversationEntries,
  smallBudget,
  systemPrompt,
  wholeBudget,
} from './prompt';
import { promptVersion } from './prompt-version';
import { createSentenceStream } from './sentence-stream';
import type { GivenSlots } from '../procedure/given-slots';

export interface AgentDeps {
  model: ChatModel;
  tools: readonly AgentTool[];
  procedures: readonly OfferedProcedure[];
  search(query: string): Promise<readonly FoundPassage[]>;
  /** What a sentence has to pass before it is shown. */
  check: Omit<SentenceCheckInput, 'sources'>;
  /** For the whole run. */
  timeoutMs?: number;
}

export interface LlmOptions {
  signal: AbortSignal;
  onText(text: string): void;
  onPlace?(place: number): void;
}

/** What the trace keeps of a run, whatever it led to. */
interface Ran {
  llm: NonNullable<Trace['llm']>;
  tools: ToolCall[];
}

export type AgentDraft =
  | Draft
  | ({ kind: 'needs-person'; reason: string } & Ran)
  | ({ kind: 'needs-approval'; asks: readonly AskedApproval[] } & Ran)
  | ({ kind: 'begin-procedure'; procedure: string; slots?: GivenSlots } & Ran);

const maxModelCalls = 6;
const contextTokens = 6_000;
const defaultTimeoutMs = 60_000;

/**
 * The LLM agent's turn: a model that may search, call tools, begin a procedure or give the conversation to a person. A
 * fault of the model, a loop and a run that takes too long are declines, so that the desk goes on without it; an abort
 * (takeover, newer message) rejects.
 */
export async function draftLlm(
  input: AgentInput,
  deps: AgentDeps,
  { signal, ...heard }: LlmOptions,
): Promise<AgentDraft> {
  const late = AbortSignal.timeout(deps.timeoutMs ?? defaultTimeoutMs);
  const ran: Ran = {
    llm: {
      model: deps.model.name,
      promptTokens: 0,
      completionTokens: 0,
      firstTokenMs: 0,
      redacted: {},
      calls: 0,
      costMicros: 0,
      prompt: versionOf(input, deps),
      ...(input.memory === undefined ? {} : { memory: input.memory }),
    },
    tools: [],
  };
  const stops = AbortSignal.any([signal, late]);
  try {
    return await run(input, deps, ran, { signal: stops, ...heard });
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'declined', reason: late.aborted ? 'the LLM agent took too long' : reason, isFault: true, ...ran };
  }
}

async function run(input: AgentInput, deps: AgentDeps, ran: Ran, options: LlmOptions): Promise<AgentDraft> {
  const desk = createToolDesk(input, deps, ran.tools);
  const runAgent = await loadAgentLoop();
  const { language } = input;
  const spoken = { answer: language.code, of: language.of };
  const check = (sentence: string): string[] =>
    isForeign(sentence, language)
      ? ['in another language']
      : createSentenceCheck({ ...deps.check, language: spoken, sources: desk.sources() })(sentence);
  let stream = createSentenceStream(check, options.onText);
  const attempt = (budget: PromptBudget, more: readonly ChatEntry[] = []) =>
    runAgent({
      model: withJsonTools(deps.model),
      system: systemPrompt(input, budget),
      entries: [...conversationEntries(input, budget), ...more],
      tools: [...describeControlTools(deps.procedures), ...deps.tools],
      isOver: () => desk.ending() !== null,
      callTool: desk.call,
      maxModelCalls,
      contextTokens,
      signal: options.signal,
      ...(options.onPlace === undefined ? {} : { onPlace: options.onPlace }),
      onText: (text) => stream.write(text),
      onCall: ({ usage, redacted, firstTokenMs }) => {
        const { llm } = ran;
        llm.promptTokens += usage.promptTokens;
        llm.completionTokens += usage.completionTokens;
        llm.costMicros += usage.costMicros ?? 0;
        llm.firstTokenMs ||= firstTokenMs;
        llm.redacted = redacted;
        llm.calls++;
        stream = createSentenceStream(check, options.onText);
      },
    });
  let budget = wholeBudget;
  let { text } = await attempt(budget).catch((error: unknown) => {
    if (!isTooLong(error)) throw error;
    return attempt((budget = smallBudget));
  });
  if (isForeign(text, language)) ({ text } = await attempt(budget, inLanguage(text, language)));
  options.signal.throwIfAborted();
  const ending = desk.ending();
  if (ending?.kind === 'approval') return { kind: 'needs-approval', asks: ending.asks, ...ran };
  if (ending?.kind === 'procedure') return { kind: 'begin-procedure', procedure: ending.procedure, ...ran };
  if (ending?.reason === 'cannot-answer')
    return { kind: 'declined', reason: 'the model found no answer in the passages and tools', ...ran };
  if (ending !== null) return { kind: 'needs-person', reason: ending.reason, ...ran };
  if (text.trim() === '') return { kind: 'declined', reason: 'the model gave an empty answer', ...ran };
  if (isForeign(text, language))
    return { kind: 'needs-person', reason: 'the model answers in another language', ...ran };
  const reply = { text: text.trim(), citations: citationsOf(text, desk.passages()), choices: [], answered: true };
  return { kind: 'reply', way: 'llm', reply, sources: desk.sources(), passages: desk.passages(), ...ran };
}

/** Of the rules, the tools and the policy, whatever the question and the passages are. */
function versionOf(input: AgentInput, { tools, procedures, check }: AgentDeps): string {
  const rules = systemPrompt({ ...input, passages: [], summary: null }, wholeBudget);
  const told = [...describeControlTools(procedures), ...tools].map(({ name, description, parameters }) => [
    name,
    description,
    parameters,
  ]);
  return promptVersion(rules, told, check.policy);
}

/** Is it certainly in another language than the visitor's? */
function isForeign(text: string, { code, of }: SpokenLanguage): boolean {
  const spoken = of(text.replace(/\[\d{1,2}\]/g, ''));
  return spoken !== null && spoken !== code;
}

/** Once more, after an answer that the visitor could not read. */
const inLanguage = (text: string, { name }: SpokenLanguage): ChatEntry[] => [
  { role: 'assistant', content: text },
  { role: 'user', content: `I read ${name} only. Say the same in ${name}, with the numbers of the passages.` },
];

/** Endpoints say it in many words, all with status 400 or 413. */
function isTooLong(error: unknown): boolean {
  if (error instanceof Error && error.cause !== undefined && isTooLong(error.cause)) return true;
  if (!(error instanceof ChatModelError)) return false;
  return [400, 413].includes(error.fault.status ?? 0) && /context|token|too (?:long|large)|length/i.test(error.message);
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
