import type { Procedure, ProcedureStep } from '@switchboard/contracts';

export type CallStep = Extract<ProcedureStep, { call: string }>;

/** The call that a procedure is there for: the last that it makes. */
export function callOf({ steps }: Procedure): CallStep | null {
  return steps.filter((step): step is CallStep => 'call' in step).at(-1) ?? null;
}

/** Argument of that call → the slot that it is filled from. */
export function slotsOfCall(procedure: Procedure): Map<string, string> {
  return new Map(
    Object.entries(callOf(procedure)?.with ?? {}).flatMap(([argument, value]) => {
      const slot = typeof value === 'string' ? /^\{([a-z_]+)\}$/.exec(value)?.[1] : undefined;
      return slot !== undefined && slot in procedure.slots ? [[argument, slot] as const] : [];
    }),
  );
}
