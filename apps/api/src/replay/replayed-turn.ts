/** What the LLM's part of a turn came to, as far as a replay compares it. */
export interface LlmOutcome {
  /** replied, declined, needs-person, procedure */
  action: string;
  /** The procedure that was begun, or why it declined or gave away. */
  detail: string;
  tools: string[];
  /** What was sent, after the check. */
  text: string;
  /** What the check took out. */
  findings: string[];
  citations: number;
  prompt: string | null;
}

export interface ReplayedTurn {
  turnId: string;
  conversationId: string;
  question: string;
  before: LlmOutcome;
  after: LlmOutcome;
}
