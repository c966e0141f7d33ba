import type { ToolCall } from '@switchboard/contracts';
import type { AskedApproval } from '@switchboard/conversations';
import type { FoundPassage } from '@switchboard/knowledge';
import type { AgentTool } from './agent-tool';
import { type OfferedProcedure, handOffSchema, readProcedure, searchSchema } from './control-tools';
import { type AgentInput, numberedPassage, wholeBudget } from './prompt';

export interface ToolDeskDeps {
  tools: readonly AgentTool[];
  procedures: readonly OfferedProcedure[];
  search(query: string): Promise<readonly FoundPassage[]>;
}

/** How a control tool ended the run. */
export type AgentEnding =
  | { kind: 'hand-off'; reason: 'asked-for-person' | 'needs-decision' | 'upset' | 'cannot-answer' }
  | { kind: 'procedure'; procedure: string }
  | { kind: 'approval'; asks: AskedApproval[] };

const mostCalls = 12;
const longestResult = 4_000;

/** What a call gives, in words for the model. */
export interface ToolWords {
  content: string;
  failed: boolean;
}
const done = (content: string): ToolWords => ({ content, failed: false });
const failed = (content: string): ToolWords => ({ content, failed: true });

/** The agent went in a circle. */
export class AgentLoopError extends Error {
  readonly code = 'agent-loop';
}

/**
 * Where the agent's calls arrive: the control tools and the workspace's. It keeps what was found as sources, writes
 * every call into `trace`, and bounds their number, their repeats and what the model reads of a result.
 */
export function createToolDesk(
  { passages: found, decided }: Pick<AgentInput, 'passages' | 'decided'>,
  deps: ToolDeskDeps,
  trace: ToolCall[],
) {
  const passages = found.slice(0, wholeBudget.passages);
  const results = decided.map(({ content }) => content);
  const repeats = new Map<string, number>();
  let ending = null as AgentEnding | null;

  const note = (tool: string, args: unknown, outcome: string, ms = 0): void =>
    void trace.push({
      tool,
      risk: 'read',
      arguments: recordOf(args),
      outcome,
      detail: '',
      ms: Math.round(ms * 100) / 100,
      repeated: false,
    });
  const refuse = (tool: string, args: unknown, words: string): ToolWords => {
    note(tool, args, 'bad-arguments');
    return failed(words);
  };

  async function search(args: unknown): Promise<ToolWords> {
    const parsed = searchSchema.safeParse(args);
    if (!parsed.success) return refuse('search_knowledge', args, 'Give a query in a few words.');
    const started = performance.now();
    const news = (await deps.search(parsed.data.query))
      .filter(({ passageId }) => !passages.some((known) => known.passageId === passageId))
      .slice(0, wholeBudget.passages);
    const first = passages.length;
    passages.push(...news);
    note('search_knowledge', args, 'ok', performance.now() - started);
    return done(
      news.map((passage, index) => numberedPassage(passage, first + index)).join('\n\n') || 'Nothing new was found.',
    );
  }

  function handOff(args: unknown): ToolWords {
    const parsed = handOffSchema.safeParse(args);
    ending = { kind: 'hand-off', reason: parsed.success ? parsed.data.reason : 'needs-decision' };
    note('hand_off', args, 'ok');
    return done('The conversation goes to a person.');
  }

  function startProcedure(args: unknown): ToolWords {
    const procedure = readProcedure(args, deps.procedures);
    if (procedure === null) return refuse('start_procedure', args, 'There is no such procedure.');
    ending = { kind: 'procedure', procedure };
    note('start_procedure', args, 'ok');
    return done('The procedure begins.');
  }

  /** The turn ends with it; several calls of one step are asked about together. A person who takes over has them too. */
  function ask(call: AskedApproval): ToolWords {
    if (ending?.kind === 'approval') ending.asks.push(call);
    else ending ??= { kind: 'approval', asks: [call] };
    return done('A colleague is asked to confirm it.');
  }

  async function callOwn(name: string, args: unknown): Promise<ToolWords> {
    const tool = deps.tools.find((item) => item.name === name);
    if (tool === undefined) return refuse(name, args, `There is no tool ${name}.`);
    const { content, call, asks } = await tool.call(args);
    trace.push(call);
    if (asks !== undefined) return ask(asks);
    const read = content.slice(0, longestResult);
    if (call.outcome === 'ok') results.push(read);
    const words = content.length > longestResult ? `${read} (cut)` : content;
    return call.outcome === 'ok' ? done(words) : failed(words);
  }

  return {
    async call(name: string, args: unknown): Promise<ToolWords> {
      const key = `${name} ${JSON.stringify(args)}`;
      const times = (repeats.get(key) ?? 0) + 1;
      repeats.set(key, times);
      if (trace.length >= mostCalls || times > 2) throw new AgentLoopError('the LLM agent calls tools in a circle');
      if (times === 2) return failed('You have this result already. Answer, or hand off.');
      if (name === 'search_knowledge') return search(args);
      if (name === 'hand_off') return handOff(args);
      if (name === 'start_procedure') return startProcedure(args);
      return callOwn(name, args);
    },
    ending: (): AgentEnding | null => ending,
    passages: (): readonly FoundPassage[] => passages,
    /** What supports the answer: passages and results of tools. */
    sources: (): string[] => [...passages.map(({ title, text }) => `${title}\n${text}`), ...results],
  };
}

function recordOf(args: unknown): ToolCall['arguments'] {
  return typeof args === 'object' && args !== null ? (JSON.parse(JSON.stringify(args)) as ToolCall['arguments']) : {};
}
