import type { ExpectedAnswers, Owner, Policy, SafetyRule, Understanding } from '@switchboard/contracts';

/** Everything the decision may look at: plain data, so that a decision can be made again from a trace. */
export interface Situation {
  ownerKind: Owner['kind'];
  understanding: Understanding;
  /** How well the best passage supports an answer by itself, 0 to 1. */
  support: number;
  /** How likely each specialist is to answer. */
  expected: ExpectedAnswers;
  /** Intents that have a curated answer. */
  curatedIntents: ReadonlySet<string>;
  /** What the visitor wrote. */
  text: string;
  /** Words of it that carry matter: a greeting has none. */
  contentWords: number;
  /** The desk's last words answered from a source: what is short may go on from there. */
  followsAnswer: boolean;
  /** The procedure that the conversation is in. */
  procedure: string | null;
  /** Procedures of the workspace: the intents that start them, what they are called, and the entities they are about. */
  procedures: readonly {
    id: string;
    intents: readonly string[];
    titles: readonly string[];
    entities: readonly string[];
  }[];
  safetyRules: readonly Pick<SafetyRule, 'id' | 'intents' | 'confidence'>[];
  /** People have decided on calls of tools, and the visitor has not heard of it. */
  hasDecidedApprovals: boolean;
  /** Turns in a row that ended without an answer. */
  failures: number;
  policy: Policy;
  /** An LLM is configured and healthy. */
  llmAvailable: boolean;
}
