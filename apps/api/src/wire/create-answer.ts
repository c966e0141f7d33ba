import { draftClarify, draftCurated, draftLlm, draftOutOfScope, draftPassage } from '@switchboard/answer';
import type { Decision } from '@switchboard/contracts';
import type { ConversationStore } from '@switchboard/conversations';
import { hoursSchema, promise } from '@switchboard/handoff';
import type { CuratedAnswer } from '@switchboard/knowledge';
import type { ChatModel } from '@switchboard/models';
import type { AnswerOptions, Evidence, TurnDraft } from '@switchboard/turn';
import type { Workspace } from '@switchboard/workspace';

export interface AnswerDeps {
  /** Null when no LLM is configured. */
  chat: ChatModel | null;
  conversations: Pick<ConversationStore, 'readQueueLength'>;
  readWorkspace(id: string): Promise<Workspace>;
  readAnswers(workspaceId: string): Promise<CuratedAnswer[]>;
}

/** Decision → draft: the answer step that each action of the decision table names. */
export function createAnswer({ chat, conversations, readWorkspace, readAnswers }: AnswerDeps) {
  return async (decision: Decision, evidence: Evidence, options: AnswerOptions): Promise<TurnDraft> => {
    const { workspaceId } = evidence.context.turn;
    const { language } = evidence.context.conversation;
    const question = evidence.context.burst.map(({ text }) => text).join('\n');
    switch (decision.action) {
      case 'stay-silent':
        return { kind: 'silent' };
      case 'curated':
        return draftCurated(decision.intent, await readAnswers(workspaceId));
      case 'passages':
        return draftPassage(question, evidence.embedding, evidence.passages);
      case 'clarify':
        return draftClarify(language, decision.intents, await readAnswers(workspaceId));
      case 'out-of-scope':
        return draftOutOfScope(language, (await readWorkspace(workspaceId)).welcome[language]?.suggestions ?? []);
      case 'llm': {
        if (chat === null) return { kind: 'declined', reason: 'no LLM is configured' };
        const company = (await readWorkspace(workspaceId)).name;
        return draftLlm(
          { company, language, passages: evidence.passages, history: evidence.context.history, question },
          chat,
          options,
        );
      }
      case 'hand-off': {
        const [waiting, hours] = [
          await conversations.readQueueLength(workspaceId),
          hoursSchema.parse((await readWorkspace(workspaceId)).hours),
        ];
        const text = promise({ reason: decision.reason, language, waiting, hours, now: new Date() });
        return {
          kind: 'hand-off',
          reason: decision.reason,
          reply: { text, citations: [], choices: [], answered: false },
        };
      }
    }
  };
}
