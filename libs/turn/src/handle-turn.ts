import { type Question, check, expectAnswers, procedureTrace } from '@switchboard/answer';
import type { Procedure, Trace, TurnOutcome } from '@switchboard/contracts';
import type { Delivery, PendingTurn, TurnContext, TurnEnding } from '@switchboard/conversations';
import { type Situation, decide } from '@switchboard/decide';
import { contentWords } from '@switchboard/knowledge';
import { findPii, languageOf } from '@switchboard/understand';
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
  const { passages, filter } = await record.time('search', () => deps.search(context, understood));
  record.note({ filter });
  const draft = await draftReply({ ...understood, context, desk, passages }, deps, options, record);
  options.signal.throwIfAborted();
  return deps.store.commitTurn(turn, ending(draft, context), record.finish());
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
  const seen = await record.time('decide', () => situationOf(evidence));
  let afterwards: Question | undefined;
  for (;;) {
    const decision = await record.time('decide', () => decide(seen, declined));
    const draft = await record.time('answer', () => deps.answer(decision, evidence, options));
    const { draft: checked, findings } = await record.time('check', () => checkDraft(draft, evidence));
    if (checked.kind !== 'declined') {
      record.note({ ...found(evidence), expected: seen.expected, decision, checks: findings });
      record.note(written(checked));
      return afterwards === undefined ? checked : askAfterwards(checked, afterwards);
    }
    afterwards ??= checked.afterwards;
    record.note(spent(draft));
    record.decline(decision.ruleId, checked.reason);
    declined.add(decision.ruleId);
  }
}

/** What the decision table looks at. */
export function situationOf({ context, desk, understanding, passages }: Evidence): Situation {
  return {
    policy: desk.policy,
    curatedIntents: new Set(desk.curated.keys()),
    llmAvailable: desk.llmAvailable,
    understanding,
    expected: expectAnswers({ understanding, passages, curated: desk.curated }),
    support: passages[0]?.support ?? 0,
    ...wordsOf(context),
    procedure: context.procedure?.procedure ?? null,
    hasDecidedApprovals: context.approvals.decided.length > 0,
    procedures: desk.procedures.map(outline),
    safetyRules: desk.safety.rules,
    ownerKind: context.conversation.owner.kind,
    failures: context.failures,
  };
}

/** How much the message says, and whether it may go on from an answer. */
function wordsOf({ burst, history }: TurnContext): Pick<Situation, 'text' | 'contentWords' | 'followsAnswer'> {
  const text = burst.map((message) => message.text).join('\n');
  const last = history.at(-1);
  const followsAnswer = last?.author.kind === 'bot' && last.citations.length > 0;
  return { text, contentWords: contentWords(text).length, followsAnswer };
}

/** What the decision knows of a procedure. Its entities are the kinds that only this workspace has: order numbers. */
function outline({ id, intents, title, slots }: Procedure): Situation['procedures'][number] {
  const types = Object.values(slots).map(({ type }) => type);
  return { id, intents, titles: Object.values(title), entities: types.filter((type) => !generalTypes.includes(type)) };
}
const generalTypes = ['text', 'choice', 'yes-no', 'date', 'amount', 'quantity', 'email', 'phone'];

/** A question in the middle of a procedure was answered: its own question follows. Another procedure replaces it. */
function askAfterwards(draft: FinalDraft, { text, choices }: Question): FinalDraft {
  if (draft.kind !== 'reply' || draft.way === 'procedure') return draft;
  return { ...draft, reply: { ...draft.reply, text: `${draft.reply.text}\n\n${text}`, choices } };
}

/** The look before sending, with what the turn knows. */
export function checkDraft(
  draft: TurnDraft,
  { passages, desk, context }: Evidence,
): { draft: TurnDraft; findings: string[] } {
  if (draft.kind !== 'reply') return { draft, findings: [] };
  const visitorText = [...context.history, ...context.burst]
    .filter(({ author }) => author.kind === 'visitor')
    .map(({ text }) => text)
    .join('\n');
  const language = { answer: languageOf(draft.reply.text), of: languageOf };
  return check(draft, { passages, visitorText, policy: desk.policy.output, findPersonalData: findPii, language });
}

function ending(draft: FinalDraft, { approvals }: TurnContext): TurnEnding {
  if (draft.kind === 'silent') return draft;
  const { decided } = approvals;
  const told = decided.length === 0 ? {} : { told: decided.map(({ id }) => id) };
  if (draft.kind === 'hand-off') return { kind: 'hand-off', reason: draft.reason, reply: draft.reply, ...told };
  const { reply, procedure, asks } = draft;
  const moved = procedure === undefined ? {} : { procedure: procedure.state };
  return { kind: 'reply', reply, ...moved, ...(asks === undefined ? {} : { asks }), ...told };
}

/** What the trace keeps of a draft: the model's use, the procedure's step and slots, the tools that were called. */
function written(draft: FinalDraft): Partial<Pick<Trace, 'llm' | 'procedure' | 'tools'>> {
  if (draft.kind === 'silent') return {};
  const { procedure } = draft;
  if (procedure === undefined) return spent(draft);
  return { ...spent(draft), procedure: procedure.trace, tools: [...(draft.tools ?? []), ...procedure.tools] };
}

/** What the LLM agent used, also when it had nothing to say. */
function spent(draft: TurnDraft): Partial<Pick<Trace, 'llm' | 'tools'>> {
  if (draft.kind === 'silent') return {};
  const { llm, tools } = draft;
  return { ...(llm === undefined ? {} : { llm }), ...(tools === undefined ? {} : { tools: [...tools] }) };
}

function found({ context, desk, understanding, passages }: Evidence) {
  const kept = passages
    .slice(0, 5)
    .map(({ passageId, documentId, title, score, text }) => ({ passageId, documentId, title, score, text }));
  const running = context.procedure;
  const procedure = desk.procedures.find(({ id }) => id === running?.procedure);
  return {
    understanding,
    passages: kept,
    support: passages[0]?.support ?? null,
    procedure: running === null || procedure === undefined ? null : procedureTrace(procedure, running, 'waiting'),
  };
}
