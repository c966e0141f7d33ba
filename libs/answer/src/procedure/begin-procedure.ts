import type { Entity, Procedure, ProcedureState } from '@switchboard/contracts';
import { advance } from './advance';
import type { GivenSlots } from './given-slots';
import type { Move, ProcedureInput } from './move';
import { isAllowed } from './read-slot';

/** What a visitor said earlier and still means; a day or an amount of an earlier question is not. */
const fleeting = ['date', 'amount', 'quantity'];
/** An opening message in fewer words describes nothing. */
const description = 5;

/** Starts a procedure: what was said already is not asked for again. Pure. */
export function beginProcedure(procedure: Procedure, run: string, input: ProcedureInput, given: GivenSlots = {}): Move {
  const state: ProcedureState = {
    procedure: procedure.id,
    run,
    at: 0,
    waits: 'slot',
    slots: Object.fromEntries(
      Object.entries(given).flatMap(([name, { value, text }]) =>
        name in procedure.slots ? [[name, { value: value as ProcedureState['slots'][string]['value'], text }]] : [],
      ),
    ),
    results: {},
    tries: 0,
    confirmations: 0,
    language: input.language,
  };
  const lasting = input.earlier.filter(({ type }) => !fleeting.includes(type)).reverse();
  return advance(procedure, fillSlots(procedure, state, [...input.entities, ...lasting], input), 0, input);
}

/** Fills the slots that are still empty from entities, each used once, and from the session. */
export function fillSlots(
  procedure: Procedure,
  state: ProcedureState,
  entities: readonly Entity[],
  input: ProcedureInput,
): ProcedureState {
  const slots = { ...state.slots };
  const left = [...entities];
  const today = input.now.toISOString().slice(0, 10);
  for (const [name, slot] of Object.entries(procedure.slots)) {
    if (name in slots) continue;
    if (slot.fill === 'session.email' || slot.fill === 'session.name') {
      const value = slot.fill === 'session.email' ? input.session.email : input.session.name;
      if (value !== null) slots[name] = { value, text: value };
    } else if (slot.fill === 'message') {
      if (input.text.trim().split(/\s+/).length >= description || /\p{Script=Han}{8}/u.test(input.text))
        slots[name] = { value: input.text.trim(), text: input.text.trim() };
    } else if (slot.fill === 'said') {
      const index = left.findIndex(({ type, value }) => type === slot.type && isAllowed(slot, value, today));
      const [entity] = index < 0 ? [] : left.splice(index, 1);
      if (entity !== undefined) slots[name] = { value: entity.value, text: entity.text };
    }
  }
  return { ...state, slots };
}
