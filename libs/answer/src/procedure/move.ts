import type { Entity, ProcedureState, ProcedureStep, ToolSession } from '@switchboard/contracts';

/** What the engine knows of this turn: plain data. */
export interface ProcedureInput {
  /** The visitor's message or burst. */
  text: string;
  entities: readonly Entity[];
  /** Entities of earlier messages, oldest first. */
  earlier: readonly Entity[];
  isQuestion: boolean;
  /** The intent that the message has with confidence, if it has one. */
  intent: string | null;
  session: ToolSession;
  /** Language to answer in. */
  language: string;
  timeZone: string;
  now: Date;
}

/** Words said on the way to where the procedure stands now. */
interface Said {
  said: string[];
}

/** What the engine wants to happen next. */
export type Move =
  /** Ask the visitor: for the slot or the confirmation at state.at. `again` when it was asked before. */
  | ({ kind: 'wait'; state: ProcedureState; again: boolean } & Said)
  /** Call the tool of the step at state.at, and resume with its outcome. */
  | ({ kind: 'call'; state: ProcedureState; step: Extract<ProcedureStep, { call: string }> } & Said)
  | ({ kind: 'done'; state: ProcedureState; how: 'done' | 'left' } & Said)
  | ({ kind: 'hand-off'; state: ProcedureState } & Said)
  /** The message does not answer the question: others may have something to say to it. */
  | { kind: 'digression' };
