import { type Recall, memoryBudget, recall } from '@switchboard/answer';
import { summaryPromptVersion, writeSummary } from '@switchboard/assist';
import type { Message } from '@switchboard/contracts';
import type { ConversationStore, SummaryStore, TurnContext } from '@switchboard/conversations';
import type { ChatAccount, ChatModel } from '@switchboard/models';
import { onAccount } from '../chat/llm-account';
import type { ChatRoute } from '../chat/open-configured-chat';

export interface RecallParts {
  conversations: Pick<ConversationStore, 'readMessages'>;
  summaries: Pick<SummaryStore, 'readMemory' | 'saveSummary'>;
  /** The models that summarise. */
  route: ChatRoute;
  onError(error: unknown): void;
}

export interface RecallCall {
  context: TurnContext;
  /** The model that is to answer. */
  model: ChatModel;
  /** For summaries: their use is not the agent's. */
  account: ChatAccount;
  signal: AbortSignal;
}

/** So many messages back, when nothing was remembered yet. */
const mostMessages = 400;
const pageSize = 200;
/** A visitor waits meanwhile. */
const timeoutMs = 12_000;

export type RecallConversation = (call: RecallCall) => Promise<Recall>;

/** The conversation before a question, within what the model can read beside passages and tools. */
export function createRecall({ conversations, summaries, route, onError }: RecallParts): RecallConversation {
  return async ({ context, model, account, signal }) => {
    const { turn, conversation, history } = context;
    const { workspaceId, conversationId, fromSeq } = turn;

    async function readWords(afterSeq: number): Promise<readonly Message[]> {
      // What the turn has read is all there is, mostly.
      const first = history[0]?.seq ?? fromSeq;
      if (history.length < 20 || first <= afterSeq + 1) return history.filter(({ seq }) => seq > afterSeq);
      const words: Message[] = [];
      for (let after = Math.max(afterSeq, fromSeq - mostMessages), more = true; more;) {
        const page = await conversations.readMessages(workspaceId, conversationId, {
          afterSeq: after,
          limit: pageSize,
        });
        words.push(...page.items.filter(({ seq, event }) => event === null && seq < fromSeq));
        after = page.items.at(-1)?.seq ?? after;
        more = page.more && page.items.length > 0 && after < fromSeq;
      }
      return words;
    }
    async function summarise(before: string | null, messages: readonly Message[]): Promise<string | null> {
      const models = route.filter(({ isReady }) => isReady?.() !== false).map((item) => onAccount(item, account));
      if (models.length === 0) return null;
      const stops = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const wish = { kind: 'memory', language: conversation.language, before, messages } as const;
      const written = await writeSummary(wish, models, stops).catch((error: unknown) => {
        signal.throwIfAborted();
        onError(error);
        return null;
      });
      if (written !== null) madeBy = written.model;
      return written?.text ?? null;
    }
    let madeBy = '';
    const known = await summaries.readMemory(workspaceId, conversationId);
    return recall(known, memoryBudget(model.contextTokens), {
      readWords,
      summarise,
      save: async ({ text, toSeq }) =>
        void (await summaries.saveSummary(workspaceId, {
          conversationId,
          kind: 'memory',
          toSeq,
          language: conversation.language,
          text,
          madeBy: 'llm',
          model: madeBy,
          promptVersion: summaryPromptVersion,
        })),
    });
  };
}
