import {
  draftClarify,
  draftCurated,
  draftCuratedEach,
  draftLlm,
  draftOutOfScope,
  draftPassage,
} from '@switchboard/answer';
import { type Decision, type HandOffReason, type InterfaceLanguage, inLanguage } from '@switchboard/contracts';
import type { ConversationStore } from '@switchboard/conversations';
import { hoursSchema, promise } from '@switchboard/handoff';
import type { CuratedAnswer } from '@switchboard/knowledge';
import type { ChatModel } from '@switchboard/models';
import type { Guard } from '@switchboard/understand';
import type { AnswerOptions, Evidence, TurnDraft } from '@switchboard/turn';
import type { Workspace } from '@switchboard/workspace';
import { replyLanguage } from './reply-language';
import type { RunProcedure } from './wire-procedures';

export interface AnswerDeps {
  /** Null when no LLM is configured. */
  chat: ChatModel | null;
  /** Null when the detector of prompt injections is not there. */
  guard: Guard | null;
  conversations: Pick<ConversationStore, 'readQueueLength'>;
  readWorkspace(id: string): Promise<Workspace>;
  readAnswers(workspaceId: string): Promise<CuratedAnswer[]>;
  runProcedure: RunProcedure;
}

/** Decision → draft: the answer step that each action of the decision table names. */
export function createAnswer(deps: AnswerDeps) {
  const { chat, readWorkspace, readAnswers, runProcedure } = deps;
  return async (decision: Decision, evidence: Evidence, options: AnswerOptions): Promise<TurnDraft> => {
    const { workspaceId } = evidence.context.turn;
    const language = replyLanguage(evidence);
    const question = evidence.context.burst.map(({ text }) => text).join('\n');
    switch (decision.action) {
      case 'stay-silent':
        return { kind: 'silent' };
      case 'safety':
        return draftSafety(decision.rule, evidence, deps);
      case 'procedure': {
        const draft = await runProcedure(decision, evidence, options);
        if (draft.kind !== 'needs-person') return draft;
        const handOff = await draftHandOff('procedure', evidence, deps, draft.words);
        return { ...handOff, procedure: draft.turn };
      }
      case 'curated':
        return draftCurated(decision.intent, await readAnswers(workspaceId), {
          language,
          procedures: evidence.desk.procedures,
        });
      case 'curated-each':
        return draftCuratedEach(decision.intents, await readAnswers(workspaceId), {
          language,
          procedures: evidence.desk.procedures,
        });
      case 'passages':
        return draftPassage(question, evidence.embedding, evidence.passages);
      case 'clarify':
        return draftClarify(language, decision.intents, {
          answers: await readAnswers(workspaceId),
          procedures: evidence.desk.procedures,
        });
      case 'out-of-scope': {
        const { welcome } = await readWorkspace(workspaceId);
        return draftOutOfScope(language, welcome[language] ?? welcome['en']);
      }
      case 'llm': {
        if (chat === null) return { kind: 'declined', reason: 'no LLM is configured' };
        const company = (await readWorkspace(workspaceId)).name;
        return draftLlm(
          {
            company,
            language,
            passages: await withoutOrders(evidence.passages, deps.guard),
            history: evidence.context.history,
            question,
          },
          chat,
          options,
        );
      }
      case 'hand-off':
        return draftHandOff(decision.reason, evidence, deps);
    }
  };
}

/** Passages that give orders to the model are not shown to it. */
async function withoutOrders(passages: Evidence['passages'], guard: Guard | null): Promise<Evidence['passages']> {
  const scores = (await guard?.(passages.map(({ text }) => text)).catch(() => [])) ?? [];
  return passages.filter((_, index) => !(scores[index]?.attack ?? false));
}

/** To a person, with the desk's promise after whatever had to be said first. */
async function draftHandOff(
  reason: HandOffReason,
  evidence: Evidence,
  { conversations, readWorkspace }: Pick<AnswerDeps, 'conversations' | 'readWorkspace'>,
  words = '',
): Promise<Extract<TurnDraft, { kind: 'hand-off' }>> {
  const { workspaceId } = evidence.context.turn;
  const language: InterfaceLanguage = replyLanguage(evidence);
  const waiting = await conversations.readQueueLength(workspaceId);
  const hours = hoursSchema.parse((await readWorkspace(workspaceId)).hours);
  const promised = promise({ reason, language, waiting, hours, now: new Date() });
  const text = [words, promised].filter((part) => part !== '').join('\n\n');
  return { kind: 'hand-off', reason, reply: { text, citations: [], choices: [], answered: false } };
}

/** A safety rule's own words, and a person where it says so. */
async function draftSafety(id: string, evidence: Evidence, deps: AnswerDeps): Promise<TurnDraft> {
  const rule = evidence.desk.safety.rules.find((item) => item.id === id);
  if (rule === undefined) return { kind: 'declined', reason: `there is no safety rule ${id}` };
  const text = inLanguage(rule.answer, replyLanguage(evidence));
  if (rule.action === 'hand-off') return draftHandOff('safety', evidence, deps, text);
  return { kind: 'reply', way: 'safety', reply: { text, citations: [], choices: [], answered: true }, sources: [text] };
}
