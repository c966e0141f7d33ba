import { randomUUID } from 'node:crypto';
import {
  type GivenSlots,
  type ProcedureDraft,
  type ProcedureInput,
  type ProcedureRequest,
  draftProcedure,
} from '@switchboard/answer';
import type { Decision, Procedure } from '@switchboard/contracts';
import type { ConversationStore, TurnContext } from '@switchboard/conversations';
import { type Tool, type ToolLedger, callTool } from '@switchboard/tools';
import type { AnswerOptions, Evidence } from '@switchboard/turn';
import { replyLanguage } from '../answer/reply-language';
import { sessionOf } from './tool-session';

export interface ProcedureDeps {
  conversations: Pick<ConversationStore, 'claimToolCall' | 'finishToolCall' | 'isToolCallKnown'>;
  readTools(workspaceId: string): Promise<readonly Tool[]>;
  readTimeZone(workspaceId: string): Promise<string>;
  now?: () => Date;
}

type ProcedureDecision = Extract<Decision, { action: 'procedure' }>;
export type RunProcedure = (
  decision: ProcedureDecision,
  evidence: Evidence,
  options: AnswerOptions,
  /** What is known before it begins. */
  given?: GivenSlots,
) => Promise<ProcedureDraft>;

/** One turn of a procedure with the workspace's tools; their writes go through the conversation's ledger. */
export function createRunProcedure({
  conversations,
  readTools,
  readTimeZone,
  now = () => new Date(),
}: ProcedureDeps): RunProcedure {
  return async (decision, evidence, { signal }, given) => {
    const { context, desk } = evidence;
    const { workspaceId } = context.turn;
    const procedure = desk.procedures.find(({ id }) => id === decision.procedure);
    if (procedure === undefined) return { kind: 'declined', reason: `there is no procedure ${decision.procedure}` };
    const input: ProcedureInput = {
      text: context.burst.map(({ text }) => text).join('\n'),
      entities: evidence.understanding.entities,
      earlier: evidence.earlier,
      isQuestion: evidence.understanding.isQuestion,
      intent: decision.intent,
      session: sessionOf(context.conversation.visitor),
      language: replyLanguage(evidence),
      timeZone: await readTimeZone(workspaceId),
      now: now(),
    };
    const request = requestOf(decision, procedure, context, { ...input, ...(given === undefined ? {} : { given }) });
    if (request === null) return { kind: 'declined', reason: 'the conversation is in no procedure' };
    const tools = await readTools(workspaceId);
    const ledger = ledgerOf(conversations, context);
    return draftProcedure(request, input, {
      isKnown: (key) => ledger.isKnown(key),
      call: (name, args, key) => {
        const tool = tools.find(({ description }) => description.name === name);
        if (tool === undefined) throw new Error(`the workspace has no tool ${name}`);
        const call = { workspaceId, conversationId: context.turn.conversationId, session: input.session, signal };
        return callTool(tool, args, { context: call, key, ledger });
      },
    });
  };
}

function requestOf(
  { mode }: ProcedureDecision,
  procedure: Procedure,
  { procedure: state }: TurnContext,
  { language, text, given }: ProcedureInput & { given?: GivenSlots },
): ProcedureRequest | null {
  if (mode === 'begin') return { mode, procedure, run: randomUUID(), ...(given === undefined ? {} : { given }) };
  if (state === null) return null;
  // A number or a "yes" has no language of its own.
  const speaks = /\p{Script=Han}|\p{L}+\s\p{L}+/u.test(text);
  return { mode, procedure, state: speaks ? { ...state, language } : state };
}

function ledgerOf(conversations: ProcedureDeps['conversations'], { turn }: TurnContext): ToolLedger {
  return {
    claim: (key, call) => conversations.claimToolCall(turn, key, call),
    finish: (key, outcome) => conversations.finishToolCall(turn, key, outcome),
    isKnown: (key) => conversations.isToolCallKnown(turn, key),
  };
}
