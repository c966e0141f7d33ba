import type { ToolCall } from '@switchboard/contracts';
import type { AskedApproval } from '@switchboard/conversations';
import type { ChatTool } from '@switchboard/models';

/** A tool that the LLM agent may call. Arguments arrive as the model wrote them: whoever calls checks them. */
export interface AgentTool extends ChatTool {
  /**
   * `content` is what the model reads. With `asks` nothing was done: a person decides first. Rejects only when the turn
   * was aborted.
   */
  call(args: unknown): Promise<{ content: string; call: ToolCall; asks?: AskedApproval }>;
}
