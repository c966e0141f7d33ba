import { type Suggester, type Summariser, createSuggester, createSummariser, rewriteText } from '@switchboard/assist';
import type {
  AssistHelp,
  CurrentSuggestion,
  InterfaceLanguage,
  LlmPurpose,
  Message,
  RewriteText,
  RewrittenText,
} from '@switchboard/contracts';
import {
  type ConversationStore,
  type LabelStore,
  type SuggestionStore,
  type SummaryStore,
  createLabelStore,
  createSuggestionStore,
  createSummaryStore,
} from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import type { ChatModel } from '@switchboard/models';
import type { LlmLedger, WorkspaceStore } from '@switchboard/workspace';
import { createAccount, onAccount } from '../chat/llm-account';
import type { ChatRoutes } from '../chat/open-configured-chat';
import type { SuggestionSteps } from '../wire-turn';
import { createAnswerForPerson } from './create-answer-for-person';
import { describeHelp } from './describe-help';
import { languageForVisitor } from './language-for-visitor';

export interface AssistParts {
  database: Database;
  conversations: ConversationStore;
  workspaces: Pick<WorkspaceStore, 'readWorkspace'>;
  ledger: LlmLedger;
  chats: ChatRoutes;
  steps: SuggestionSteps;
  onUpdate(workspaceId: string, news: { conversationId: string; what: 'suggestion' | 'summary' }): void;
  onError(error: unknown): void;
}

/** Help for the people at the desk. */
export interface Assist {
  suggestions: Pick<SuggestionStore, 'listDecided'>;
  summaries: Pick<SummaryStore, 'listSummaries' | 'searchSummaries'>;
  labels: LabelStore;
  /** What is suggested now; drafting begins when nobody has. */
  currentSuggestion(workspaceId: string, conversationId: string): Promise<CurrentSuggestion>;
  suggest: Suggester['suggest'];
  summarise: Summariser['summarise'];
  rewrite(workspaceId: string, conversationId: string, input: RewriteText, signal: AbortSignal): Promise<RewrittenText>;
  help(): AssistHelp;
  /** The three moments of a conversation that somebody is helped at. */
  takenOver(workspaceId: string, conversationId: string, language: InterfaceLanguage): void;
  replied(workspaceId: string, message: Message, suggestionId: string | null): void;
  resolved(workspaceId: string, conversationId: string, language: InterfaceLanguage): void;
}

export function wireAssist(parts: AssistParts): Assist {
  const { database, conversations, workspaces, chats, steps, onUpdate, onError } = parts;
  const suggestions = createSuggestionStore(database);
  const summaries = createSummaryStore(database);
  const modelsFor = (purpose: LlmPurpose) => createModelsFor(purpose, parts);
  const suggester = createSuggester({
    suggestions,
    conversations,
    steps: { ...steps, answer: createAnswerForPerson(steps) },
    onUpdate: (workspaceId, conversationId) => onUpdate(workspaceId, { conversationId, what: 'suggestion' }),
    onError,
  });
  const summariser = createSummariser({
    summaries,
    conversations,
    modelsFor: modelsFor('summary'),
    onUpdate: (workspaceId, conversationId) => onUpdate(workspaceId, { conversationId, what: 'summary' }),
    onError,
  });
  async function summariseLater(
    workspaceId: string,
    conversationId: string,
    wish: { kind: 'hand-over' | 'end'; language: InterfaceLanguage },
  ): Promise<void> {
    const { policy } = await workspaces.readWorkspace(workspaceId);
    if (policy.assist.summaries) await summariser.summariseLater(workspaceId, conversationId, wish);
  }

  return {
    suggestions,
    summaries,
    labels: createLabelStore(database),
    async currentSuggestion(workspaceId, conversationId) {
      const suggestion = await suggestions.readSuggestion(workspaceId, conversationId);
      if (suggestion === null) void suggester.suggest(workspaceId, conversationId);
      return { suggestion };
    },
    suggest: suggester.suggest,
    summarise: summariser.summarise,
    async rewrite(workspaceId, conversationId, input, signal) {
      const models = await modelsFor('rephrasing')(workspaceId, conversationId);
      const languageName = await languageForVisitor(workspaceId, conversationId, input.language, conversations);
      return rewriteText(input, { models, languageName, signal });
    },
    help: () => describeHelp(chats),
    takenOver(workspaceId, conversationId, language) {
      void suggester.suggest(workspaceId, conversationId);
      void summariseLater(workspaceId, conversationId, { kind: 'hand-over', language }).catch(onError);
    },
    replied(workspaceId, { conversationId, seq, text, author }, suggestionId) {
      if (author.kind !== 'agent') return;
      void suggester.noteSent(workspaceId, conversationId, { seq, text, agentId: author.agentId }, suggestionId);
    },
    resolved(workspaceId, conversationId, language) {
      suggester.stop(conversationId);
      void summariseLater(workspaceId, conversationId, { kind: 'end', language }).catch(onError);
    },
  };
}

/** The models of a use that are ready, each on the account of the conversation. */
function createModelsFor(purpose: LlmPurpose, { conversations, workspaces, ledger, chats }: AssistParts) {
  return async (workspaceId: string, conversationId: string): Promise<ChatModel[]> => {
    const [{ visitor }, { policy }] = await Promise.all([
      conversations.readConversation(workspaceId, conversationId),
      workspaces.readWorkspace(workspaceId),
    ]);
    const holder = { workspaceId, conversationId, visitorId: visitor.id, turnId: null, purpose };
    const account = createAccount(ledger, holder, policy.llmLimits);
    return chats[purpose].filter((model) => model.isReady?.() !== false).map((model) => onAccount(model, account));
  };
}
