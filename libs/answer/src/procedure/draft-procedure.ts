import {
  type Procedure,
  type ProcedureState,
  type ProcedureStep,
  type ToolCall,
  type ToolOutcome,
  type Trace,
  inLanguage,
} from '@switchboard/contracts';
import type { Draft } from '../draft';
import { valuesOf } from './advance';
import { beginProcedure } from './begin-procedure';
import { askAgain, continueProcedure, resumeProcedure } from './continue-procedure';
import type { GivenSlots } from './given-slots';
import type { Move, ProcedureInput } from './move';
import { phrasesIn } from './phrases';
import type { ProcedureTurn } from './procedure-turn';
import { questionOf } from './question-of';
import { fillArgument } from './values';

export type ProcedureRequest =
  | { mode: 'begin'; procedure: Procedure; run: string; given?: GivenSlots }
  | { mode: 'continue' | 'again'; procedure: Procedure; state: ProcedureState };

export interface ProcedureTools {
  /** Rejects when the turn no longer holds. */
  call(tool: string, args: object, key: string): Promise<{ outcome: ToolOutcome; call: ToolCall }>;
  /** Has the call of that key been made in an earlier turn that did not get to its end? */
  isKnown(key: string): Promise<boolean>;
}

export type ProcedureDraft =
  | Draft
  /** To a person, with these words before the desk's promise. */
  | { kind: 'needs-person'; words: string; turn: ProcedureTurn };

/** Calls in one turn; a procedure that wants more goes in a circle. */
const mostCalls = 12;

/** One turn of a procedure: the pure engine says what is next, and this calls the tools it asks for. */
export async function draftProcedure(
  request: ProcedureRequest,
  input: ProcedureInput,
  tools: ProcedureTools,
): Promise<ProcedureDraft> {
  const { procedure } = request;
  const calls: ToolCall[] = [];
  const said: string[] = [];
  let move = await firstMove(request, input, tools);
  for (let count = 0; move.kind === 'call'; count++) {
    if (count === mostCalls) throw new Error(`the procedure ${procedure.id} calls tools without an end`);
    said.push(...move.said);
    const { state, step } = move;
    const { outcome, call } = await tools.call(step.call, argumentsOf(step, state), keyOf(state));
    calls.push(call);
    move = resumeProcedure(procedure, state, step, outcome, input);
  }
  if (move.kind === 'digression') return digression(request, input);
  const words = [...said, ...move.said];
  const turn = turnOf(procedure, move, calls);
  if (move.kind === 'hand-off') return { kind: 'needs-person', words: words.join('\n\n'), turn };
  const question =
    move.kind === 'wait' ? questionOf(procedure, move.state, { timeZone: input.timeZone, again: move.again }) : null;
  if (question !== null) words.push(question.text);
  return {
    kind: 'reply',
    way: 'procedure',
    reply: { text: words.join('\n\n'), citations: [], choices: question?.choices ?? [], answered: true },
    sources: [],
    procedure: turn,
  };
}

async function firstMove(request: ProcedureRequest, input: ProcedureInput, tools: ProcedureTools): Promise<Move> {
  if (request.mode === 'begin') return beginProcedure(request.procedure, request.run, input, request.given);
  const { procedure, state } = request;
  const step = procedure.steps[state.at];
  // The visitor had said yes and the tool had been called when a newer message came: what was done stays done.
  if (step !== undefined && 'call' in step && state.waits === 'confirmation' && (await tools.isKnown(keyOf(state))))
    return { kind: 'call', state, step, said: [] };
  return request.mode === 'again' ? askAgain(procedure, state) : continueProcedure(procedure, state, input);
}

/** Names a call among all of the conversation: another confirmation is another call. */
const keyOf = ({ run, at, confirmations }: ProcedureState): string => `${run}.${at}.${confirmations}`;

function argumentsOf(step: Extract<ProcedureStep, { call: string }>, state: ProcedureState): object {
  const values = valuesOf(state);
  return Object.fromEntries(
    Object.entries(step.with).flatMap(([name, argument]) => {
      const value = fillArgument(argument, values);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** The table goes on; whoever answers, the procedure's question is put again after it. */
function digression(request: ProcedureRequest, { timeZone }: ProcedureInput): Draft {
  if (request.mode === 'begin') return { kind: 'declined', reason: 'the procedure has no beginning' };
  const { procedure, state } = request;
  const question = questionOf(procedure, state, { timeZone, again: false });
  if (question === null) return { kind: 'declined', reason: 'the procedure was changed meanwhile' };
  const title = inLanguage(procedure.title, state.language);
  const afterwards = { ...question, text: `${phrasesIn(state.language).back(title)} ${question.text}` };
  return { kind: 'declined', reason: 'not an answer to the procedure’s question', afterwards };
}

function turnOf(
  procedure: Procedure,
  move: Exclude<Move, { kind: 'digression' | 'call' }>,
  tools: ToolCall[],
): ProcedureTurn {
  const { state } = move;
  const outcome = move.kind === 'wait' ? 'waiting' : move.kind === 'done' ? move.how : 'handed-off';
  return { state: move.kind === 'wait' ? state : null, tools, trace: procedureTrace(procedure, state, outcome) };
}

/** A procedure as "Why this answer" shows it. */
export function procedureTrace(
  procedure: Procedure,
  state: ProcedureState,
  outcome: NonNullable<Trace['procedure']>['outcome'],
): NonNullable<Trace['procedure']> {
  const step = procedure.steps[state.at];
  const name =
    step === undefined
      ? 'end'
      : 'ask' in step
        ? `ask ${step.ask}`
        : 'call' in step
          ? `${state.waits === 'confirmation' ? 'confirm ' : ''}${step.call}`
          : (step.id ?? 'end');
  return {
    id: procedure.id,
    step: name,
    slots: Object.fromEntries(
      Object.entries(state.slots).map(([slot, { value, text }]) => [
        slot,
        typeof value === 'object' ? text : String(value),
      ]),
    ),
    tries: state.tries,
    outcome,
  };
}
