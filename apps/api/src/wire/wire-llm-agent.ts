import { type AgentDraft, type AgentTool, draftLlm } from '@switchboard/answer';
import { type LlmPurpose, type ToolSession, inLanguage } from '@switchboard/contracts';
import { type ChatModel, isLocalChat } from '@switchboard/models';
import { createAccount, onAccount } from './llm-account';
import { type Tool, argumentsJsonSchema, callTool } from '@switchboard/tools';
import type { AnswerOptions, Evidence } from '@switchboard/turn';
import { type Guard, findPii } from '@switchboard/understand';
import type { LlmLedger, Workspace } from '@switchboard/workspace';
import type { ChatRoute } from './open-configured-chat';
import { replyLanguage } from './reply-language';
import { type LocalAgentParts, runLocalAgent } from './run-local-agent';
import { noLedger, sessionOf } from './tool-session';

export interface LlmAgentDeps extends LocalAgentParts {
  /** Asked in turn: the next one when one fails. */
  route: ChatRoute;
  purpose: LlmPurpose;
  /** Null when the detector of prompt injections is not there. */
  guardOf(workspaceId: string): Promise<Guard | null>;
  ledger: LlmLedger;
  readWorkspace(id: string): Promise<Workspace>;
  readTools(workspaceId: string): Promise<readonly Tool[]>;
}

const passagesPerSearch = 5;

/**
 * The LLM agent's turn. The models of the route are asked in turn until one does not fail; the one on this machine
 * always through its gates.
 */
export function createRunLlmAgent(deps: LlmAgentDeps) {
  return async (evidence: Evidence, options: AnswerOptions): Promise<AgentDraft> => {
    const { context, desk } = evidence;
    const { workspaceId, conversationId, id: turnId } = context.turn;
    const visitorId = context.conversation.visitor.id;
    const account = createAccount(
      deps.ledger,
      { workspaceId, conversationId, turnId, visitorId, purpose: deps.purpose },
      desk.policy.llmLimits,
    );
    let draft: AgentDraft = { kind: 'declined', reason: 'no LLM is configured' };
    for (const model of deps.route) {
      if (model.isReady?.() === false) continue;
      const chat = onAccount(model, account);
      draft = isLocalChat(chat)
        ? await runLocalAgent(evidence, chat, deps, options)
        : await runEndpointAgent(evidence, chat, deps, options);
      if (draft.kind !== 'declined' || draft.isFault !== true) return draft;
    }
    return draft;
  };
}

/** With what the workspace allows it: its articles, its procedures, its tools that only read. */
async function runEndpointAgent(
  evidence: Evidence,
  model: ChatModel,
  { guardOf, readWorkspace, readTools, ask }: LlmAgentDeps,
  options: AnswerOptions,
): Promise<AgentDraft> {
  const { context, desk, passages } = evidence;
  const { workspaceId, conversationId } = context.turn;
  const guard = await guardOf(workspaceId);
  const language = replyLanguage(evidence);
  const input = {
    company: (await readWorkspace(workspaceId)).name,
    language,
    passages: await withoutOrders(passages, guard),
    summary: null,
    history: context.history,
    question: context.burst.map(({ text }) => text).join('\n'),
  };
  const called = { workspaceId, conversationId, session: sessionOf(context), signal: options.signal };
  const tools = (await readTools(workspaceId)).filter(({ description }) => description.risk === 'read');
  return draftLlm(
    input,
    {
      model,
      tools: tools.map((tool) => asAgentTool(tool, called, guard)),
      procedures: desk.procedures.map(({ id, title }) => ({ id, title: inLanguage(title, language) })),
      search: async (query) => withoutOrders((await ask(workspaceId, query, passagesPerSearch)).passages, guard),
      check: { visitorText: wordsOfVisitor(evidence), policy: desk.policy.output, findPersonalData: findPii },
    },
    options,
  );
}

function wordsOfVisitor({ context }: Evidence): string {
  return [...context.history, ...context.burst]
    .filter(({ author }) => author.kind === 'visitor')
    .map(({ text }) => text)
    .join('\n');
}

interface CallContext {
  workspaceId: string;
  conversationId: string;
  session: ToolSession;
  signal: AbortSignal;
}

/** A tool that only reads, as the agent calls it: arguments checked, identity bound by the session. */
function asAgentTool(tool: Tool, context: CallContext, guard: Guard | null): AgentTool {
  const { name, description } = tool.description;
  return {
    name,
    description,
    parameters: argumentsJsonSchema(tool.description),
    async call(args) {
      const { outcome, call } = await callTool(tool, args, { context, key: name, ledger: noLedger });
      const content = JSON.stringify(outcome.ok ? outcome.value : { error: outcome.code, detail: outcome.detail });
      if ((await ordersIn([content], guard))[0] !== true) return { content, call };
      const detail = 'the result gives orders to the model and was not shown to it';
      return { content: JSON.stringify({ error: 'refused', detail }), call: { ...call, outcome: 'refused', detail } };
    },
  };
}

/** Passages that give orders to the model are not shown to it. */
async function withoutOrders<P extends { text: string }>(passages: readonly P[], guard: Guard | null): Promise<P[]> {
  const orders = await ordersIn(
    passages.map(({ text }) => text),
    guard,
  );
  return passages.filter((_, index) => orders[index] !== true);
}

/** Which of the texts are prompt injections; none where the detector cannot say. */
async function ordersIn(texts: readonly string[], guard: Guard | null): Promise<boolean[]> {
  return ((await guard?.(texts).catch(() => [])) ?? []).map(({ attack }) => attack);
}
