import { type AgentDraft, type AgentTool, type DecidedCall, draftLlm } from '@switchboard/answer';
import { type LlmPurpose, type Policy, type ToolCall, inLanguage } from '@switchboard/contracts';
import type { TurnApproval, TurnContext } from '@switchboard/conversations';
import { type ChatAccount, type ChatModel, isLocalChat } from '@switchboard/models';
import { createAccount, onAccount } from './llm-account';
import type { AnswerOptions, Evidence } from '@switchboard/turn';
import { type Guard, findPii } from '@switchboard/understand';
import type { LlmLedger, Workspace } from '@switchboard/workspace';
import type { RecallConversation } from '../answer/create-recall';
import type { ChatRoute } from './open-configured-chat';
import { readerOf } from '../answer/reader-of';
import { replyLanguage } from '../answer/reply-language';
import { type LocalAgentParts, runLocalAgent } from '../answer/run-local-agent';
import { spokenLanguage } from '../answer/spoken-language';
import { ordersIn } from '../tools/orders-in';

export interface LlmAgentDeps extends LocalAgentParts {
  /** Asked in turn: the next one when one fails. */
  route: ChatRoute;
  purpose: LlmPurpose;
  /** Null when the detector of prompt injections is not there. */
  guardOf(workspaceId: string): Promise<Guard | null>;
  ledger: Pick<LlmLedger, 'reserve' | 'settle'>;
  readWorkspace(id: string): Promise<Workspace>;
  recall: RecallConversation;
  readTools(call: { context: TurnContext; policy: Policy; signal: AbortSignal }): Promise<AgentTool[]>;
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
    const accountOf = (purpose: LlmPurpose): ChatAccount =>
      createAccount(deps.ledger, { workspaceId, conversationId, turnId, visitorId, purpose }, desk.policy.llmLimits);
    const account = accountOf(deps.purpose);
    let draft: AgentDraft = { kind: 'declined', reason: 'no LLM is configured' };
    for (const model of deps.route) {
      // The model on this machine quotes articles: what people decided is told in the desk's words.
      if (model.isReady?.() === false || (isLocalChat(model) && context.approvals.decided.length > 0)) continue;
      const chat = onAccount(model, account);
      draft = isLocalChat(chat)
        ? await runLocalAgent(evidence, chat, deps, options)
        : await runEndpointAgent(evidence, { model: chat, summaryAccount: accountOf('summary') }, deps, options);
      if (draft.kind !== 'declined' || draft.isFault !== true) return draft;
    }
    return draft;
  };
}

/**
 * With what the workspace allows it: its articles, its procedures, its tools, and what became of the calls that people
 * decided on.
 */
async function runEndpointAgent(
  evidence: Evidence,
  { model, summaryAccount }: { model: ChatModel; summaryAccount: ChatAccount },
  { guardOf, readWorkspace, readTools, recall, ask }: LlmAgentDeps,
  options: AnswerOptions,
): Promise<AgentDraft> {
  const { context, desk, passages } = evidence;
  const { workspaceId } = context.turn;
  const guard = await guardOf(workspaceId);
  const language = replyLanguage(evidence);
  const { signal } = options;
  const { remembered, recent, dropped } = await recall({ context, model, account: summaryAccount, signal });
  const input = {
    company: (await readWorkspace(workspaceId)).name,
    language: spokenLanguage(evidence),
    passages: await withoutOrders(passages, guard),
    summary: remembered?.text ?? null,
    history: recent,
    memory: { summarisedToSeq: remembered?.toSeq ?? null, recent: recent.length, dropped },
    question: context.burst.map(({ text }) => text).join('\n'),
    decided: await readableResults(context.approvals.decided, guard),
  };
  const searched = { limit: passagesPerSearch, reader: readerOf(context, evidence) };
  const draft = await draftLlm(
    input,
    {
      model,
      tools: await readTools({ context, policy: desk.policy, signal: options.signal }),
      procedures: desk.procedures.map(({ id, title }) => ({ id, title: inLanguage(title, language) })),
      search: async (query) => withoutOrders((await ask(workspaceId, query, searched)).passages, guard),
      check: { visitorText: wordsOfVisitor(evidence), policy: desk.policy.output, findPersonalData: findPii },
    },
    options,
  );
  return { ...draft, tools: [...context.approvals.decided.map(decidedCall), ...(draft.tools ?? [])] };
}

/** A call that a person decided on, for the trace. */
export function decidedCall({ id, tool, arguments: args, status, outcome, reason, by }: TurnApproval): ToolCall {
  const failure = outcome?.ok === false ? outcome : null;
  return {
    tool,
    risk: 'write',
    arguments: args as ToolCall['arguments'],
    outcome: outcome?.ok === true ? 'ok' : (failure?.code ?? status),
    detail: failure?.detail ?? reason,
    ms: 0,
    repeated: false,
    approval: { id, by },
  };
}

/** What the model reads of approved calls. A result that gives orders to it is not shown. */
async function readableResults(decided: readonly TurnApproval[], guard: Guard | null): Promise<DecidedCall[]> {
  const contents = decided.map(({ status, outcome, reason }) =>
    JSON.stringify(outcome?.ok === true ? outcome.value : { [status]: true, reason }),
  );
  const orders = await ordersIn(contents, guard);
  return decided.map(({ id, tool, arguments: args }, index) => {
    const content = orders[index] === true ? JSON.stringify({ done: true }) : (contents[index] ?? '');
    return { id, tool, arguments: args, content };
  });
}

function wordsOfVisitor({ context }: Evidence): string {
  return [...context.history, ...context.burst]
    .filter(({ author }) => author.kind === 'visitor')
    .map(({ text }) => text)
    .join('\n');
}

/** Passages that give orders to the model are not shown to it. */
async function withoutOrders<P extends { text: string }>(passages: readonly P[], guard: Guard | null): Promise<P[]> {
  const orders = await ordersIn(
    passages.map(({ text }) => text),
    guard,
  );
  return passages.filter((_, index) => orders[index] !== true);
}
