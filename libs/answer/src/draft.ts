import type { Trace } from '@switchboard/contracts';
import type { Reply } from '@switchboard/conversations';

/** What an answer step has to say, or why it has nothing; then the decision table goes on. */
export type Draft =
  | {
      kind: 'reply';
      reply: Reply;
      way: 'curated' | 'passage' | 'llm' | 'fixed';
      /** The texts that support it. */
      sources: readonly string[];
      llm?: NonNullable<Trace['llm']>;
    }
  | { kind: 'declined'; reason: string };
