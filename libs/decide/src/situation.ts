import type { Owner, Policy, Understanding } from '@switchboard/contracts';

/** Everything the decision may look at: plain data, so that a decision can be made again from a trace. */
export interface Situation {
  ownerKind: Owner['kind'];
  understanding: Understanding;
  /** How well the best passages support an answer, 0 to 1. */
  support: number;
  /** Intents that have a curated answer. */
  curatedIntents: ReadonlySet<string>;
  /** Turns in a row that ended without an answer. */
  failures: number;
  policy: Policy;
  /** An LLM is configured and healthy. */
  llmAvailable: boolean;
}
