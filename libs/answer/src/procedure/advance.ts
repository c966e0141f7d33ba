import { type Procedure, type ProcedureState, type Slot, inLanguage } from '@switchboard/contracts';
import type { Move, ProcedureInput } from './move';
import { type Shown, type Values, fillWords, holds } from './values';

/** More steps than this without asking anybody anything is a circle. */
const mostSteps = 120;

/** The values that words, conditions and arguments of a procedure see. */
export function valuesOf({ slots, results }: ProcedureState): Values {
  return { ...Object.fromEntries(Object.entries(slots).map(([name, { value }]) => [name, value])), ...results };
}

/** How values are written in a state's language; choices by their label. */
export function shownIn(procedure: Procedure, state: ProcedureState, timeZone: string): Shown {
  const labelled = Object.entries(state.slots).filter(([name]) => procedure.slots[name]?.type === 'choice');
  return {
    language: state.language,
    timeZone,
    labels: Object.fromEntries(labelled.map(([name, { text }]) => [name, text])),
  };
}

/** Runs steps from `index` on until the visitor, a tool or a person is needed, or the procedure is done. Pure. */
export function advance(procedure: Procedure, from: ProcedureState, index: number, input: ProcedureInput): Move {
  let state: ProcedureState = from;
  let at = index;
  const said: string[] = [];
  const say = (words: Slot['ask']): void => {
    said.push(fillWords(inLanguage(words, state.language), valuesOf(state), shownIn(procedure, state, input.timeZone)));
  };
  const indexOf = (label: string): number => procedure.steps.findIndex(({ id }) => id === label);
  for (let taken = 0; taken < mostSteps; taken++) {
    const step = procedure.steps[at];
    if (step === undefined) return { kind: 'done', how: 'done', state, said };
    if ('ask' in step) {
      if (step.ask in state.slots) at++;
      else return { kind: 'wait', state: { ...state, at, waits: 'slot', tries: 0 }, again: false, said };
    } else if ('call' in step) {
      if (step.confirm === undefined) return { kind: 'call', state: { ...state, at }, step, said };
      const confirmations = state.confirmations + 1;
      return {
        kind: 'wait',
        state: { ...state, at, waits: 'confirmation', tries: 0, confirmations },
        again: false,
        said,
      };
    } else if ('when' in step) {
      const branch = step.when.find(({ if: condition }) => holds(condition, valuesOf(state), input.now));
      const label = branch?.go ?? step.else;
      at = label === undefined ? at + 1 : indexOf(label);
    } else if ('forget' in step) {
      state = { ...state, slots: omit(state.slots, step.forget) };
      at = indexOf(step.go);
    } else if ('say' in step) {
      say(step.say);
      at = step.go === undefined ? at + 1 : indexOf(step.go);
    } else if ('hand-off' in step) {
      say(step['hand-off']);
      return { kind: 'hand-off', state: { ...state, at }, said };
    } else {
      if (step.done !== true) say(step.done);
      return { kind: 'done', how: 'done', state: { ...state, at }, said };
    }
  }
  throw new Error(`the procedure ${procedure.id} goes in a circle`);
}

export function omit<T>(record: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
