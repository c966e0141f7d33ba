import {
  type AgentDraft,
  type GivenSlots,
  addQuote,
  draftApproval,
  draftClarify,
  draftCurated,
  draftCuratedEach,
  draftOutOfScope,
  draftPassage,
} from '@switchboard/answer';
import {
  type Decision,
  type HandOffReason,
  type InterfaceLanguage,
  hoursSchema,
  inLanguage,
  reaches,
} from '@switchboard/contracts';
import type { ConversationStore } from '@switchboard/conversations';
import { askedColleague, promise } from '@switchboard/handoff';
import type { CuratedAnswer } from '@switchboard/knowledge';
import type { AnswerOptions, Evidence, TurnDraft } from '@switchboard/turn';
import type { Workspace } from '@switchboard/workspace';
import { replyLanguage } from './reply-language';
import { decidedCall } from '../chat/wire-llm-agent';
import type { RunProcedure } from '../tools/wire-procedures';

export interface AnswerDeps {
  conversations: Pick<ConversationStore, 'readQueueLength'>;
  readWorkspace(id: string): Promise<Workspace>;
  readAnswers(workspaceId: string): Promise<CuratedAnswer[]>;
  runProcedure: RunProcedure;
  runLlmAgent(evidence: Evidence, options: AnswerOptions): Promise<AgentDraft>;
}

/** Decision → draft: the answer step that each action of the decision table names. */
export function createAnswer(deps: AnswerDeps) {
  const { readWorkspace, readAnswers } = deps;
  return async (decision: Decision, evidence: Evidence, options: AnswerOptions): Promise<TurnDraft> => {
    const { workspaceId } = evidence.context.turn;
    const language = replyLanguage(evidence);
    const question = evidence.context.burst.map(({ text }) => text).join('\n');
    switch (decision.action) {
      case 'stay-silent':
        return { kind: 'silent' };
      case 'safety':
        return draftSafety(decision.rule, evidence, deps);
      case 'procedure':
        return draftProcedureStep(decision, evidence, options, deps);
      case 'curated':
        return draftOwnAnswer(decision, evidence, { question, language, answers: await readAnswers(workspaceId) });
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
      case 'llm':
        return draftLlmStep(evidence, options, deps);
      case 'approval':
        return decision.inWords ? draftDecision(evidence, deps) : draftGoingOn(evidence, options, deps);
      case 'hand-off':
        return draftHandOff(decision.reason, evidence, deps);
    }
  };
}

/** The intent's answer, with what its documents say to the question; an attack is never answered with a quote. */
function draftOwnAnswer(
  { intent }: Extract<Decision, { action: 'curated' }>,
  { desk, understanding: { attack }, embedding, passages }: Evidence,
  { question, language, answers }: { question: string; language: InterfaceLanguage; answers: readonly CuratedAnswer[] },
): TurnDraft {
  const draft = draftCurated(intent, answers, { language, procedures: desk.procedures });
  return reaches(attack) ? draft : addQuote(draft, { question, embedding, passages });
}

async function draftProcedureStep(
  decision: Extract<Decision, { action: 'procedure' }>,
  evidence: Evidence,
  options: AnswerOptions,
  deps: AnswerDeps,
  given?: GivenSlots,
): Promise<TurnDraft> {
  const draft = await deps.runProcedure(decision, evidence, options, given);
  if (draft.kind !== 'needs-person') return draft;
  const handOff = await draftHandOff('procedure', evidence, deps, draft.words);
  return { ...handOff, procedure: draft.turn };
}

/** What the LLM agent said, or where it sent the turn: into a procedure, or to a person. */
async function draftLlmStep(evidence: Evidence, options: AnswerOptions, deps: AnswerDeps): Promise<TurnDraft> {
  const draft = await deps.runLlmAgent(evidence, options);
  if (draft.kind === 'reply' || draft.kind === 'declined') return draft;
  const { llm, tools } = draft;
  if (draft.kind === 'needs-approval') return { ...(await draftAsked(evidence, deps)), asks: draft.asks, llm, tools };
  if (draft.kind === 'needs-person') {
    const reason = draft.reason === 'asked-for-person' ? 'asked-for-person' : 'llm-agent';
    return { ...(await draftHandOff(reason, evidence, deps)), llm, tools };
  }
  const begin = {
    action: 'procedure',
    ruleId: 'llm-agent',
    procedure: draft.procedure,
    mode: 'begin',
    intent: null,
  } as const;
  const begun = await draftProcedureStep(begin, evidence, options, deps, draft.slots);
  return begun.kind === 'silent' ? begun : { ...begun, llm, tools };
}

/** A person is asked before anything is done: the visitor hears that, and when to expect an answer. */
async function draftAsked(evidence: Evidence, { readWorkspace }: Pick<AnswerDeps, 'readWorkspace'>) {
  const hours = hoursSchema.parse((await readWorkspace(evidence.context.turn.workspaceId)).hours);
  const text = askedColleague({ language: replyLanguage(evidence), hours, now: new Date() });
  const reply = { text, citations: [], choices: [], answered: true };
  return { kind: 'reply', way: 'fixed', reply, sources: [] } as const;
}

/** The LLM agent goes on with what an approved call gave; where there is more to say than that, the desk says it. */
async function draftGoingOn(evidence: Evidence, options: AnswerOptions, deps: AnswerDeps): Promise<TurnDraft> {
  const { needsPerson, wasDone } = draftApproval(evidence.context.approvals.decided, replyLanguage(evidence));
  if (needsPerson || !wasDone) return { kind: 'declined', reason: 'nothing was done that a model could go on from' };
  return draftLlmStep(evidence, options, deps);
}

/** What people decided, in the desk's words; to a person where the call did not go through. */
async function draftDecision(evidence: Evidence, deps: AnswerDeps): Promise<TurnDraft> {
  const { decided } = evidence.context.approvals;
  const { words, needsPerson } = draftApproval(decided, replyLanguage(evidence));
  const tools = decided.map(decidedCall);
  if (needsPerson) return { ...(await draftHandOff('approval', evidence, deps, words)), tools };
  const reply = { text: words, citations: [], choices: [], answered: true };
  return { kind: 'reply', way: 'fixed', reply, sources: [], tools };
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
