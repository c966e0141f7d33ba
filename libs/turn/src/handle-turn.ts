import { check } from '@switchboard/answer';
import type { TurnOutcome } from '@switchboard/contracts';
import type { Delivery, PendingTurn, TurnEnding } from '@switchboard/conversations';
import { decide } from '@switchboard/decide';
import { type TurnRecord, recordTurn } from './record-turn';
import type { AnswerOptions, Evidence, TurnDeps, TurnDraft } from './turn-deps';

/**
 * One pass from a visitor's message to a committed outcome. Expected outcomes are values; only faults throw, and an
 * aborted signal (a newer message, a takeover) rejects with its reason.
 */
export async function handleTurn(
  turn: PendingTurn,
  deps: TurnDeps,
  options: AnswerOptions,
): Promise<{ outcome: TurnOutcome; deliveries: Delivery[] }> {
  const record = recordTurn(turn, new Date());
  const [context, desk] = await record.time('context', () =>
    Promise.all([deps.store.readTurnContext(turn), deps.readDesk(turn.workspaceId)]),
  );
  const understood = await record.time('understand', () => deps.understand(context));
  const passages = await record.time('search', () => deps.search(context, understood));
  const draft = await draftReply({ ...understood, context, desk, passages }, deps, options, record);
  options.signal.throwIfAborted();
  return deps.store.commitTurn(turn, ending(draft), record.finish());
}

type FinalDraft = Exclude<TurnDraft, { kind: 'declined' }>;

/** Goes down the decision table until an answer step has something to say that passes the check. */
async function draftReply(
  evidence: Evidence,
  deps: TurnDeps,
  options: AnswerOptions,
  record: TurnRecord,
): Promise<FinalDraft> {
  const declined = new Set<string>();
  for (;;) {
    const decision = await record.time('decide', () => decide(situation(evidence), declined));
    const draft = await record.time('answer', () => deps.answer(decision, evidence, options));
    const { draft: checked, findings } = await record.time('check', () => checkDraft(draft, evidence));
    if (checked.kind !== 'declined') {
      record.note({
        ...found(evidence),
        decision,
        checks: findings,
        llm: checked.kind === 'reply' ? (checked.llm ?? null) : null,
      });
      return checked;
    }
    record.decline(decision.ruleId, checked.reason);
    declined.add(decision.ruleId);
  }
}

function situation({ context, desk, understanding, passages }: Evidence) {
  const support = passages[0]?.support ?? 0;
  return { ...desk, understanding, support, ownerKind: context.conversation.owner.kind, failures: context.failures };
}

function checkDraft(draft: TurnDraft, { passages }: Evidence): { draft: TurnDraft; findings: string[] } {
  return draft.kind === 'reply' ? check(draft, { passages }) : { draft, findings: [] };
}

function ending(draft: FinalDraft): TurnEnding {
  if (draft.kind === 'reply') return { kind: 'reply', reply: draft.reply };
  return draft;
}

function found({ understanding, passages }: Evidence) {
  const kept = passages
    .slice(0, 5)
    .map(({ passageId, documentId, title, score, text }) => ({ passageId, documentId, title, score, text }));
  return { understanding, passages: kept, support: passages[0]?.support ?? null };
}
