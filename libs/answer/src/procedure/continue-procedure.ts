import type {
  Entity,
  Procedure,
  ProcedureState,
  ProcedureStep,
  Slot,
  ToolOutcome,
  ToolValue,
} from '@switchboard/contracts';
import { advance, omit, shownIn, valuesOf } from './advance';
import { fillSlots } from './begin-procedure';
import type { Move, ProcedureInput } from './move';
import { phrasesIn } from './phrases';
import { type Reaction, readReaction } from './read-reaction';
import { type SlotReading, isAllowed, readSlot } from './read-slot';

/** Goes on with the visitor's answer to the question at state.at. Pure. */
export function continueProcedure(procedure: Procedure, state: ProcedureState, input: ProcedureInput): Move {
  const step = procedure.steps[state.at];
  const reaction = readReaction(input.text, { cancels: procedure.cancels });
  if (reaction.says === 'leave') return { kind: 'done', how: 'left', state, said: [phrasesIn(state.language).left] };
  if (step !== undefined && 'call' in step && state.waits === 'confirmation')
    return confirmed(procedure, state, step, reaction, input);
  if (step === undefined || !('ask' in step)) return { kind: 'digression' };
  const slot = procedure.slots[step.ask];
  return slot === undefined
    ? { kind: 'digression' }
    : answered(procedure, state, { name: step.ask, slot }, reaction, input);
}

/** Nobody had anything to say to the message: the question is put again, or a person takes over. Pure. */
export function askAgain(procedure: Procedure, state: ProcedureState): Move {
  const step = procedure.steps[state.at];
  const most = step !== undefined && 'ask' in step ? (procedure.slots[step.ask]?.tries ?? 3) : 3;
  const tries = state.tries + 1;
  if (tries >= most) return { kind: 'hand-off', state, said: [phrasesIn(state.language).tooOften] };
  return { kind: 'wait', state: { ...state, tries }, again: true, said: [] };
}

/** Goes on after a tool: with its result, on the way of its failure, or to a person. Pure. */
export function resumeProcedure(
  procedure: Procedure,
  state: ProcedureState,
  step: Extract<ProcedureStep, { call: string }>,
  outcome: ToolOutcome,
  input: ProcedureInput,
): Move {
  if (outcome.ok) {
    const results =
      step.into === undefined ? state.results : { ...state.results, [step.into]: outcome.value as ToolValue };
    return advance(procedure, { ...state, results }, state.at + 1, input);
  }
  const label = step.failed[outcome.code] ?? (isFault(outcome.code) ? undefined : step.failed['other']);
  if (label !== undefined)
    return advance(
      procedure,
      state,
      procedure.steps.findIndex(({ id }) => id === label),
      input,
    );
  const { failed, uncertain } = phrasesIn(state.language);
  const unknown = outcome.code === 'timeout' && step.confirm !== undefined;
  return { kind: 'hand-off', state, said: [unknown ? uncertain : failed] };
}

/** What went wrong with the system and not with the visitor's wish. */
const isFault = (code: string): boolean => ['timeout', 'failed', 'too-large', 'bad-arguments'].includes(code);

function confirmed(
  procedure: Procedure,
  state: ProcedureState,
  step: Extract<ProcedureStep, { call: string }>,
  reaction: Reaction,
  input: ProcedureInput,
): Move {
  const changed = changeOfMind(procedure, state, reaction, input);
  if (changed !== null) return changed;
  if (reaction.says === 'yes' && !input.isQuestion) return { kind: 'call', state, step, said: [] };
  if (reaction.says !== 'no') return { kind: 'digression' };
  if (step.declined !== undefined)
    return advance(
      procedure,
      state,
      procedure.steps.findIndex(({ id }) => id === step.declined),
      input,
    );
  return { kind: 'done', how: 'left', state, said: [phrasesIn(state.language).unchanged] };
}

function answered(
  procedure: Procedure,
  state: ProcedureState,
  { name, slot }: { name: string; slot: Slot },
  reaction: Reaction,
  input: ProcedureInput,
): Move {
  const asksElsewhere =
    slot.type === 'text' &&
    slot.form === undefined &&
    input.isQuestion &&
    input.intent !== null &&
    !procedure.intents.includes(input.intent);
  const reading: SlotReading = asksElsewhere ? { kind: 'nothing' } : readSlot(slot, slotInput(procedure, state, input));
  if (reading.kind === 'read') {
    const own = { value: reading.value as ToolValue[string], text: reading.text };
    const others = input.entities.filter(({ text }) => text !== reading.text);
    const filled = fillSlots(procedure, { ...state, slots: { ...state.slots, [name]: own } }, others, {
      ...input,
      text: '',
    });
    return advance(procedure, filled, state.at, input);
  }
  const changed = changeOfMind(procedure, state, reaction, input);
  if (changed !== null) return changed;
  return reading.kind === 'not-allowed' ? askAgain(procedure, state) : { kind: 'digression' };
}

/**
 * A slot that was filled gets another value ("actually FM-7654321") or is taken back ("no, the other order"): the
 * procedure runs again from its beginning with what still holds. Null when nothing was changed.
 */
function changeOfMind(
  procedure: Procedure,
  state: ProcedureState,
  reaction: Reaction,
  input: ProcedureInput,
): Move | null {
  const today = input.now.toISOString().slice(0, 10);
  for (const [name, slot] of Object.entries(procedure.slots)) {
    const before = state.slots[name];
    if (before === undefined) continue;
    const other = input.entities.find(({ type, value }) => type === slot.type && !isSame(value, before.value));
    const another =
      slot.type === 'choice' && reaction.changes ? readSlot(slot, slotInput(procedure, state, input)) : null;
    if (other !== undefined && isAllowed(slot, other.value, today))
      return restart(procedure, state, name, { value: other.value, text: other.text }, input);
    if (another?.kind === 'read' && !isSame(another.value, before.value))
      return restart(procedure, state, name, { value: another.value as string, text: another.text }, input);
    if (reaction.changes && slot.names.some((word) => mentions(input.text, word)))
      return restart(procedure, state, name, null, input);
  }
  return null;
}

function restart(
  procedure: Procedure,
  state: ProcedureState,
  name: string,
  slot: ProcedureState['slots'][string] | null,
  input: ProcedureInput,
): Move {
  const found = Object.entries(procedure.slots).flatMap(([key, { among }]) => (among === undefined ? [] : [key]));
  const kept = omit(state.slots, [name, ...found]);
  const slots = slot === null ? kept : { ...kept, [name]: slot };
  return advance(procedure, { ...state, slots, results: {} }, 0, input);
}

function slotInput(procedure: Procedure, state: ProcedureState, input: ProcedureInput) {
  return {
    text: input.text,
    entities: input.entities,
    values: valuesOf(state),
    shown: shownIn(procedure, state, input.timeZone),
    today: input.now.toISOString().slice(0, 10),
  };
}

const isSame = (a: Entity['value'] | unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function mentions(text: string, word: string): boolean {
  if (/\p{Script=Han}/u.test(word)) return text.includes(word);
  return new RegExp(`\\b${word.replace(/[^\p{L}\p{N} ]/gu, '')}s?\\b`, 'iu').test(text);
}
