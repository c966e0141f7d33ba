import { type AgentTool, draftLlm } from '@switchboard/answer';
import { type ToolSession, inLanguage } from '@switchboard/contracts';
import type { FoundPassage } from '@switchboard/knowledge';
import type { ChatModel } from '@switchboard/models';
import { createAccount, onAccount } from './llm-account';
import { type Tool, argumentsJsonSchema, callTool } from '@switchboard/tools';
import type { AnswerOptions, Evidence } from '@switchboard/turn';
import { type Guard, findPii } from '@switchboard/understand';
import type { LlmLedger, Workspace } from '@switchboard/workspace';
import { replyLanguage } from './reply-language';
import { noLedger, sessionOf } from './tool-session';

export interface LlmAgentDeps {
  chat: ChatModel | null;
  /** Null when the detector of prompt injections is not there. */
  guard: Guard | null;
  ledger: LlmLedger;
  readWorkspace(id: string): Promise<Workspace>;
  readTools(workspaceId: string): Promise<readonly Tool[]>;
  search(workspaceId: string, query: string): Promise<readonly FoundPassage[]>;
}

/** The LLM agent's turn with what the workspace allows it: its articles, its procedures, its tools that only read. */
export function createRunLlmAgent({ chat, guard, ledger, readWorkspace, readTools, search }: LlmAgentDeps) {
  return async (evidence: Evidence, options: AnswerOptions): ReturnType<typeof draftLlm> => {
    if (chat === null) return { kind: 'declined', reason: 'no LLM is configured' };
    const { context, desk, passages } = evidence;
    const { workspaceId, conversationId } = context.turn;
    const language = replyLanguage(evidence);
    const question = context.burst.map(({ text }) => text).join('\n');
    const visitorText = [...context.history, ...context.burst]
      .filter(({ author }) => author.kind === 'visitor')
      .map(({ text }) => text)
      .join('\n');
    const input = {
      company: (await readWorkspace(workspaceId)).name,
      language,
      passages: await withoutOrders(passages, guard),
      summary: null,
      history: context.history,
      question,
    };
    const account = createAccount(
      ledger,
      {
        workspaceId,
        conversationId,
        turnId: context.turn.id,
        visitorId: context.conversation.visitor.id,
        purpose: 'agent',
      },
      desk.policy.llmLimits,
    );
    const called = { workspaceId, conversationId, session: sessionOf(context), signal: options.signal };
    const tools = (await readTools(workspaceId)).filter(({ description }) => description.risk === 'read');
    return draftLlm(
      input,
      {
        model: onAccount(chat, account),
        tools: tools.map((tool) => asAgentTool(tool, called, guard)),
        procedures: desk.procedures.map(({ id, title }) => ({ id, title: inLanguage(title, language) })),
        search: async (query) => withoutOrders(await search(workspaceId, query), guard),
        check: { visitorText, policy: desk.policy.output, findPersonalData: findPii },
      },
      options,
    );
  };
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
