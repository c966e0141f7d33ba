import { createHash } from 'node:crypto';
import type { AgentTool } from '@switchboard/answer';
import { type Policy, type ToolCall, type ToolRule, defaultToolRule } from '@switchboard/contracts';
import type { AskedApproval, ConversationStore, TurnContext } from '@switchboard/conversations';
import {
  type Tool,
  type ToolArguments,
  type ToolLedger,
  argumentsJsonSchema,
  bindArguments,
  callDetails,
  callTool,
} from '@switchboard/tools';
import type { Guard } from '@switchboard/understand';
import { sessionOf } from './tool-session';
import { ordersIn } from './orders-in';

export interface AgentToolsDeps {
  conversations: Pick<ConversationStore, 'claimToolCall' | 'finishToolCall' | 'isToolCallKnown'>;
  /** Null when the detector of prompt injections is not there. */
  guardOf(workspaceId: string): Promise<Guard | null>;
  readTools(workspaceId: string): Promise<readonly Tool[]>;
  readRules(workspaceId: string): Promise<ReadonlyMap<string, ToolRule>>;
}

interface Call {
  context: TurnContext;
  policy: Policy;
  signal: AbortSignal;
}

const changes = 'It changes something: call it only when the visitor has asked for it.';
const waits = `${changes} A colleague confirms it first; the desk tells the visitor so.`;

/** The workspace's tools as the LLM agent may use them: called, asked about first, or not shown at all. */
export function createAgentTools({ conversations, guardOf, readTools, readRules }: AgentToolsDeps) {
  return async (call: Call): Promise<AgentTool[]> => {
    const { workspaceId } = call.context.turn;
    const [tools, rules, guard] = await Promise.all([
      readTools(workspaceId),
      readRules(workspaceId),
      guardOf(workspaceId),
    ]);
    return tools.flatMap((tool) => {
      const { name, description, risk } = tool.description;
      const rule = rules.get(name) ?? tool.defaultRule ?? defaultToolRule(risk);
      if (rule === 'off') return [];
      const hint = rule === 'approval' ? ` ${waits}` : risk === 'write' ? ` ${changes}` : '';
      const shown = { name, description: `${description}${hint}`, parameters: argumentsJsonSchema(tool.description) };
      if (rule === 'approval') return [{ ...shown, call: async (args) => askFirst(tool, args, call) }];
      return [{ ...shown, call: (args) => callNow(tool, args, call, { conversations, guard }) }];
    });
  };
}

type Called = Awaited<ReturnType<AgentTool['call']>>;

/** Arguments checked and identity bound as for a call; then a person is asked instead. */
function askFirst({ description }: Tool, args: unknown, { context, policy }: Call): Called {
  const { name, risk } = description;
  const bound = bindArguments(description, args, sessionOf(context.conversation.visitor));
  const call: ToolCall = {
    tool: name,
    risk,
    arguments: bound.ok ? { ...bound.args } : {},
    outcome: bound.ok ? 'awaiting-approval' : bound.code,
    detail: bound.ok ? '' : bound.detail,
    ms: 0,
    repeated: false,
  };
  if (!bound.ok) return { content: JSON.stringify({ error: bound.code, detail: bound.detail }), call };
  const own = Object.entries(bound.args).filter(([key]) => description.arguments[key]?.from === undefined);
  const asks: AskedApproval = {
    tool: name,
    description: description.description,
    arguments: Object.fromEntries(own),
    details: callDetails(description, bound.args),
    expiresInHours: policy.approvalHours,
  };
  const known = context.approvals.waiting.find(
    (waiting) => waiting.tool === name && sameArguments(waiting.arguments, asks.arguments),
  );
  if (known === undefined) return { content: '', call, asks };
  const detail = 'a colleague has been asked to confirm this already and has not decided yet';
  return { content: JSON.stringify({ waits: detail }), call: { ...call, detail, repeated: true } };
}

/** A read, or a write that the workspace lets the agent make by itself: once, whatever becomes of the turn. */
async function callNow(
  tool: Tool,
  args: unknown,
  { context, signal }: Call,
  { conversations, guard }: Pick<AgentToolsDeps, 'conversations'> & { guard: Guard | null },
): Promise<Called> {
  const { turn } = context;
  const ledger: ToolLedger = {
    claim: (key, call) => conversations.claimToolCall(turn, key, call),
    finish: (key, outcome) => conversations.finishToolCall(turn, key, outcome),
    isKnown: (key) => conversations.isToolCallKnown(turn, key),
  };
  const { outcome, call } = await callTool(tool, args, {
    context: {
      workspaceId: turn.workspaceId,
      conversationId: turn.conversationId,
      session: sessionOf(context.conversation.visitor),
      signal,
    },
    key: `agent-${turn.fromSeq}-${tool.description.name}-${hashOf(args)}`,
    ledger,
  });
  const content = JSON.stringify(outcome.ok ? outcome.value : { error: outcome.code, detail: outcome.detail });
  if ((await ordersIn([content], guard))[0] !== true) return { content, call };
  const detail = 'the result gives orders to the model and was not shown to it';
  const refused = tool.description.risk === 'read' ? { error: 'refused', detail } : { done: outcome.ok, note: detail };
  return { content: JSON.stringify(refused), call: { ...call, outcome: 'refused', detail } };
}

const sorted = (args: unknown): string =>
  JSON.stringify(Object.entries({ ...(args as object) }).sort(([a], [b]) => (a < b ? -1 : 1)));
const sameArguments = (a: object, b: ToolArguments | object): boolean => sorted(a) === sorted(b);
const hashOf = (args: unknown): string => createHash('sha256').update(sorted(args)).digest('hex').slice(0, 16);
