import type { ConversationStore, DraftedSuggestion, PendingTurn, SuggestionStore } from '@switchboard/conversations';
import type { TurnDeps } from '@switchboard/turn';
import { compareSent } from './compare-sent';
import { type AnswerForPerson, draftSuggestion } from './draft-suggestion';

export interface SuggesterDeps {
  suggestions: SuggestionStore;
  conversations: Pick<ConversationStore, 'readTurnContext'>;
  steps: Pick<TurnDeps, 'readDesk' | 'understand' | 'search'> & { answer: AnswerForPerson };
  onUpdate(workspaceId: string, conversationId: string): void;
  onError(error: unknown): void;
}

class SupersededError extends Error {
  readonly code = 'suggestion-superseded';
}

const nothing = { text: null, way: null, model: null, citations: [], intents: [], tones: [] };

/**
 * Drafts replies for people in the background: one a visitor's message, by one process, and only the newest counts.
 * Nothing is sent from here.
 */
export function createSuggester(deps: SuggesterDeps, { timeoutMs = 25_000 } = {}) {
  const { suggestions, conversations, steps, onUpdate, onError } = deps;
  const running = new Map<string, AbortController>();

  async function draft(turn: PendingTurn, signal: AbortSignal): Promise<DraftedSuggestion> {
    const [context, desk] = await Promise.all([conversations.readTurnContext(turn), steps.readDesk(turn.workspaceId)]);
    const understood = await steps.understand(context);
    signal.throwIfAborted();
    const { passages } = await steps.search(context, understood);
    return draftSuggestion({ ...understood, context, desk, passages }, steps.answer, signal);
  }

  async function work(turn: PendingTurn): Promise<void> {
    const { workspaceId, conversationId } = turn;
    const controller = new AbortController();
    running.get(conversationId)?.abort(new SupersededError());
    running.set(conversationId, controller);
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const drafted = await draft(turn, AbortSignal.any([controller.signal, timeout])).catch((error: unknown) => {
        if (controller.signal.aborted) return { ...nothing, reason: 'superseded' };
        if (timeout.aborted) return { ...nothing, reason: 'too-slow' };
        onError(error);
        return { ...nothing, reason: 'fault' };
      });
      if (await suggestions.finishSuggestion(workspaceId, turn.id, drafted)) onUpdate(workspaceId, conversationId);
    } finally {
      if (running.get(conversationId) === controller) running.delete(conversationId);
    }
  }

  return {
    /** Begins a draft for the question that waits for a person, if there is one; resolves when it is there. */
    async suggest(workspaceId: string, conversationId: string, { anew = false } = {}): Promise<void> {
      try {
        const { policy } = await steps.readDesk(workspaceId);
        if (!policy.assist.suggestions && !anew) return;
        const turn = await suggestions.claimSuggestion(workspaceId, conversationId, anew);
        if (turn === null) return;
        onUpdate(workspaceId, conversationId);
        await work(turn);
      } catch (error) {
        onError(error);
      }
    },
    /** A person has written: what they made of the suggestion is kept, and a draft that still runs is stopped. */
    async noteSent(
      workspaceId: string,
      conversationId: string,
      sent: { text: string; seq: number; agentId: string },
      suggestionId: string | null,
    ): Promise<void> {
      try {
        running.get(conversationId)?.abort(new SupersededError());
        const suggestion = await suggestions.readUndecided(workspaceId, conversationId);
        if (suggestion === null || suggestion.text === null || suggestion.seq > sent.seq) return;
        const outcome = compareSent(suggestion.text, sent.text, { wasTaken: suggestion.id === suggestionId });
        await suggestions.decideSuggestion(workspaceId, suggestion.id, outcome, sent);
      } catch (error) {
        onError(error);
      }
    },
    /** The draft of a conversation that nobody wants any more. */
    stop: (conversationId: string): void => running.get(conversationId)?.abort(new SupersededError()),
  };
}

export type Suggester = ReturnType<typeof createSuggester>;
