import type { Json } from './openapi/json-value';
import type { ToolDescription, ToolOutcome, ToolRule, ToolSession } from '@switchboard/contracts';

export type ToolArguments = Readonly<Record<string, Json>>;

export interface ToolContext {
  workspaceId: string;
  conversationId: string;
  session: ToolSession;
  /** Aborts when the turn ends early or the call takes too long. */
  signal: AbortSignal;
  /** The same for a repeat of the same call; a driver hands it on (an `Idempotency-Key` header). */
  idempotencyKey: string;
}

/**
 * Something the desk can ask or do outside the conversation. `run` gets arguments that were checked against the
 * description, identity included. Expected failures are values; it may throw or hang, `callTool` sees to that.
 */
export interface Tool {
  readonly description: ToolDescription;
  /** The name of the connection that it comes from; without one it is the workspace's own. */
  readonly connection?: string;
  /** What the LLM agent may do with it where nobody has said; else its risk decides. */
  readonly defaultRule?: ToolRule;
  run(args: ToolArguments, context: ToolContext): Promise<ToolOutcome>;
}
