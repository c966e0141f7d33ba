import { type AgentDraft, check } from '@switchboard/answer';
import { type Policy, type Trace, policySchema } from '@switchboard/contracts';
import { type LlmTurn, createConversationStore } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import { type FoundPassage, splitSentences } from '@switchboard/knowledge';
import type { Encoder } from '@switchboard/models';
import type { Evidence } from '@switchboard/turn';
import type { Tool } from '@switchboard/tools';
import { findPii } from '@switchboard/understand';
import { fixedEncoders } from '../encoders/fixed-encoders';
import type { ChatRoute } from '../wire/chat/open-configured-chat';
import { noChats } from '../seed/no-chats';
import { wireTurn } from '../wire/wire-turn';
import type { LlmOutcome, ReplayedTurn } from './replayed-turn';

export interface ReplayParts {
  database: Database;
  encoder: Encoder;
  /** The models that are asked now. */
  route: ChatRoute;
  /** Settings that differ from the workspace's. */
  policy: Partial<Policy>;
  /** Tools of the workspace's own systems; those that only read are asked again. */
  readConnectedTools?(workspaceId: string): Promise<Tool[]>;
}

/**
 * The LLM's part of stored turns once more, with the prompt, the policy and the model of now: the same words of the
 * visitor, the same passages. Nothing is sent, stored or charged; tools that read are asked again, procedures do not begin.
 */
export function openReplay({ database, encoder, route, policy, readConnectedTools }: ReplayParts) {
  const conversations = createConversationStore(database);
  const { steps, runLlmAgent } = wireTurn({
    database,
    conversations,
    encoders: fixedEncoders(encoder),
    chats: { ...noChats, agent: route },
    readModel: async () => null,
    isFree: true,
    ...(readConnectedTools === undefined ? {} : { readConnectedTools }),
    instead: { policy: (own) => policySchema.parse({ ...own, ...policy }), tools: (own) => own },
  });

  return {
    listTurns: (workspaceId: string, limit: number): Promise<LlmTurn[]> =>
      conversations.listLlmTurns(workspaceId, { limit }),
    async replay({ turn, trace, reply }: LlmTurn, signal: AbortSignal): Promise<ReplayedTurn> {
      const context = await conversations.readTurnContext(turn);
      const evidence: Evidence = {
        context,
        desk: await steps.readDesk(turn.workspaceId),
        understanding: trace.understanding as Evidence['understanding'],
        embedding: null,
        space: null,
        earlier: [],
        passages: trace.passages.map(toPassage),
      };
      const draft = await runLlmAgent(evidence, { signal, onText: () => undefined });
      return {
        turnId: turn.id,
        conversationId: turn.conversationId,
        question: context.burst.map(({ text }) => text).join('\n'),
        before: outcomeOf(trace, reply),
        after: outcomeNow(draft, evidence),
      };
    },
  };
}

/** What a trace keeps of a passage is what the model was shown of it. */
const toPassage = ({ score, ...kept }: Trace['passages'][number]): FoundPassage =>
  ({
    ...kept,
    ...{ score, slug: kept.documentId, heading: '', url: null, support: score },
    ...{ sentences: splitSentences(kept.text), sentenceVectors: new Int8Array(0) },
  }) as unknown as FoundPassage;

function outcomeOf(trace: Trace, reply: LlmTurn['reply']): LlmOutcome {
  const declined = trace.declined.find(({ ruleId }) => ruleId === 'llm-agent');
  const common = { tools: trace.tools.filter(isOwn).map(({ tool }) => tool), prompt: trace.llm?.prompt ?? null };
  const silent = { ...common, text: '', findings: [], citations: 0 };
  if (declined !== undefined) return { ...silent, action: 'declined', detail: declined.reason };
  const begun = trace.tools.find(({ tool, outcome }) => tool === 'start_procedure' && outcome === 'ok');
  if (begun !== undefined) return { ...silent, action: 'procedure', detail: String(begun.arguments['procedure']) };
  const asked = trace.tools.filter(({ outcome }) => outcome === 'awaiting-approval');
  if (asked.length > 0) return { ...silent, action: 'needs-approval', detail: asked.map(({ tool }) => tool).join() };
  if (trace.outcome === 'handed-off') return { ...silent, action: 'needs-person', detail: '' };
  const { text, citations } = reply ?? { text: '', citations: [] };
  return { ...common, action: 'replied', detail: '', text, findings: trace.checks, citations: citations.length };
}

function outcomeNow(draft: AgentDraft, { passages, desk, context }: Evidence): LlmOutcome {
  const tools = (('tools' in draft ? draft.tools : undefined) ?? []).filter(isOwn).map(({ tool }) => tool);
  const prompt = ('llm' in draft ? draft.llm?.prompt : undefined) ?? null;
  const silent = { tools, prompt, text: '', findings: [], citations: 0 };
  if (draft.kind === 'needs-person') return { ...silent, action: 'needs-person', detail: draft.reason };
  if (draft.kind === 'needs-approval')
    return { ...silent, action: 'needs-approval', detail: draft.asks.map(({ tool }) => tool).join() };
  if (draft.kind === 'begin-procedure') return { ...silent, action: 'procedure', detail: draft.procedure };
  if (draft.kind === 'declined') return { ...silent, action: 'declined', detail: draft.reason };
  const visitorText = [...context.history, ...context.burst]
    .filter(({ author }) => author.kind === 'visitor')
    .map(({ text }) => text)
    .join('\n');
  const checked = check(draft, { passages, visitorText, policy: desk.policy.output, findPersonalData: findPii });
  if (checked.draft.kind === 'declined') return { ...silent, action: 'declined', detail: checked.draft.reason };
  const { text, citations } = checked.draft.reply;
  return {
    tools,
    prompt,
    action: 'replied',
    detail: '',
    text,
    findings: checked.findings,
    citations: citations.length,
  };
}

/** Searches change nothing that a visitor sees. */
const isOwn = ({ tool }: { tool: string }): boolean =>
  !['search_knowledge', 'hand_off', 'start_procedure'].includes(tool);
