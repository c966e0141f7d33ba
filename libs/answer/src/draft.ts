import type { Trace } from '@switchboard/contracts';
import type { Reply } from '@switchboard/conversations';
import type { ProcedureTurn, Question } from './procedure/procedure-turn';

/** What an answer step has to say, or why it has nothing; then the decision table goes on. */
export type Draft =
  | {
      kind: 'reply';
      reply: Reply;
      way: 'curated' | 'passage' | 'llm' | 'fixed' | 'procedure' | 'safety';
      /** The texts that support it. */
      sources: readonly string[];
      llm?: NonNullable<Trace['llm']>;
      /** Set when a procedure was begun, went on or ended. */
      procedure?: ProcedureTurn;
    }
  | {
      kind: 'declined';
      reason: string;
      /** The question that a procedure still has; it is put again after whatever answers. */
      afterwards?: Question;
    };
