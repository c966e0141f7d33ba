import type { ProcedureState, ToolCall, Trace } from '@switchboard/contracts';

/** What a procedure's turn changes and what the trace says of it. */
export interface ProcedureTurn {
  /** Null when it is over. */
  state: ProcedureState | null;
  trace: NonNullable<Trace['procedure']>;
  tools: ToolCall[];
}

/** What a procedure asks, with its buttons. */
export interface Question {
  text: string;
  choices: { label: string; text: string }[];
}
