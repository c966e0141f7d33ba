import type { ToolCall } from '@switchboard/contracts';
import type { ChatTool } from '@switchboard/models';

/** A tool that the LLM agent may call. Arguments arrive as the model wrote them: whoever calls checks them. */
export interface AgentTool extends ChatTool {
  /** `content` is what the model reads. Rejects only when the turn was aborted. */
  call(args: unknown): Promise<{ content: string; call: ToolCall }>;
}
