import type { ToolCall, Trace } from '@switchboard/contracts';
import type { AskedApproval, Reply } from '@switchboard/conversations';
import type { FoundPassage } from '@switchboard/knowledge';
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
      /** Passages it may cite besides those that the turn had found. */
      passages?: readonly FoundPassage[];
      /** Tools that were called on the way, in order. */
      tools?: readonly ToolCall[];
      /** Calls that wait for a person's decision from now on. */
      asks?: readonly AskedApproval[];
      /** Set when a procedure was begun, went on or ended. */
      procedure?: ProcedureTurn;
    }
  | {
      kind: 'declined';
      reason: string;
      /** A model failed; another one may do better. */
      isFault?: boolean;
      /** What was spent on the way. */
      llm?: NonNullable<Trace['llm']>;
      tools?: readonly ToolCall[];
      /** The question that a procedure still has; it is put again after whatever answers. */
      afterwards?: Question;
    };
