import type { Draft } from '@switchboard/answer';
import type { Decision } from '@switchboard/contracts';
import type { DraftedSuggestion } from '@switchboard/conversations';
import { decide } from '@switchboard/decide';
import { type AnswerOptions, type Evidence, checkDraft, situationOf } from '@switchboard/turn';

export type SuggestibleDecision = Extract<Decision, { action: 'curated' | 'curated-each' | 'passages' | 'llm' }>;
/** The answer steps that a person could have written: no procedure, no promise, no hand-off. */
export type AnswerForPerson = (
  decision: SuggestibleDecision,
  evidence: Evidence,
  options: AnswerOptions,
) => Promise<Draft>;

const ways = { curated: 'curated', passage: 'passage', llm: 'llm' } as const;
const intentsShown = 3;

/**
 * What the desk would say if the bot held the conversation, for a person to take, change or leave: the same decision
 * table, the same answers, the same check. Curated words and passages come before a model.
 */
export async function draftSuggestion(
  evidence: Evidence,
  answer: AnswerForPerson,
  signal: AbortSignal,
): Promise<DraftedSuggestion> {
  const read = labelsOf(evidence);
  const situation = {
    ...situationOf(evidence),
    ownerKind: 'bot' as const,
    procedure: null,
    procedures: [],
    hasDecidedApprovals: false,
    failures: 0,
  };
  const declined = new Set<string>();
  let reason = 'nothing-found';
  for (;;) {
    const decision = decide(situation, declined);
    if (decision.ruleId === 'no-answer') return { ...nothing(reason), ...read };
    // Orders to a model, and what has nothing to do with the company: no model is asked.
    if (decision.action === 'out-of-scope') return { ...nothing('out-of-scope'), ...read };
    declined.add(decision.ruleId);
    if (!isSuggestible(decision)) continue;
    const draft = await answer(decision, evidence, { signal, onText: () => undefined });
    signal.throwIfAborted();
    const { draft: checked } = checkDraft(draft, evidence);
    if (checked.kind === 'reply') return { ...suggested(checked), ...read };
    if (checked.kind === 'declined' && decision.action === 'llm')
      reason = checked.isFault === true ? `llm-failed: ${checked.reason}` : 'nothing-found';
  }
}

function isSuggestible(decision: Decision): decision is SuggestibleDecision {
  return ['curated', 'curated-each', 'passages', 'llm'].includes(decision.action);
}

const nothing = (reason: string) => ({ text: null, reason, way: null, model: null, citations: [] });

function suggested({ reply, way, llm }: Extract<Draft, { kind: 'reply' }>) {
  return {
    text: reply.text.replace(/\s*\[\d{1,2}\]/g, '').trim(),
    reason: null,
    way: way in ways ? ways[way as keyof typeof ways] : null,
    model: llm?.model ?? null,
    citations: reply.citations,
  };
}

/** What the message is about and how it sounds, for a person to confirm. */
function labelsOf({ understanding: { intents, marks } }: Evidence): Pick<DraftedSuggestion, 'intents' | 'tones'> {
  return {
    intents: intents.slice(0, intentsShown).map(({ intent, confidence }) => ({ label: intent, score: confidence })),
    tones: marks.map(({ label, score }) => ({ label, score })),
  };
}
