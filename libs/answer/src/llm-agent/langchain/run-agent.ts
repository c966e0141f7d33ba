import type { ChatEntry, ChatModel, ChatTool } from '@switchboard/models';
import type { ToolCall as LangchainCall } from '@langchain/core/messages/tool';
import {
  AIMessage,
  type BaseMessage,
  ClearToolUsesEdit,
  HumanMessage,
  ToolMessage,
  contextEditingMiddleware,
  createAgent,
  createMiddleware,
  modelCallLimitMiddleware,
  tool,
} from 'langchain';
import { PortChatModel, type PortOptions, argumentsOf, toEntry } from './port-chat-model';

export interface AgentRun extends Pick<PortOptions, 'signal' | 'onText' | 'onCall' | 'onPlace'> {
  model: ChatModel;
  system: string;
  entries: readonly ChatEntry[];
  tools: readonly ChatTool[];
  /** Asked before each call of the model: a tool may have ended the run. */
  isOver(): boolean;
  /** What a call gives, in words for the model. A failed one does not end the run. */
  callTool(name: string, args: unknown): Promise<{ content: string; failed: boolean }>;
  maxModelCalls: number;
  /** Results of tools are left out, oldest first, when the context grows above it. */
  contextTokens: number;
}

export interface AgentRunResult {
  /** The last words; empty when a tool ended the run. */
  text: string;
  /** Everything from the first entry on, calls and results included: what the next run goes on from. */
  entries: ChatEntry[];
}

/**
 * The loop of model and tools: LangChain's agent over our port. Throws what the model or the limit of calls throws.
 */
export async function runAgent(run: AgentRun): Promise<AgentRunResult> {
  keepTracesHere();
  const { model, tools, signal, onText, onCall, onPlace } = run;
  const agent = createAgent({
    model: new PortChatModel({ model, tools, signal, onText, onCall, ...(onPlace === undefined ? {} : { onPlace }) }),
    systemPrompt: run.system,
    tools: tools.map(({ name, description, parameters }) => tool(() => '', { name, description, schema: parameters })),
    middleware: [
      modelCallLimitMiddleware({ runLimit: run.maxModelCalls, exitBehavior: 'error' }),
      contextEditingMiddleware({
        edits: [new ClearToolUsesEdit({ trigger: { tokens: run.contextTokens }, keep: { messages: 1 } })],
      }),
      createMiddleware({
        name: 'OurTools',
        beforeModel: { canJumpTo: ['end'], hook: () => (run.isOver() ? { jumpTo: 'end' as const } : undefined) },
        wrapToolCall: async ({ toolCall }) => toolMessage(toolCall, await run.callTool(toolCall.name, toolCall.args)),
      }),
    ],
  });
  const { messages } = await agent.invoke(
    { messages: run.entries.map(toMessage) },
    { signal, recursionLimit: 4 * run.maxModelCalls + 8 },
  );
  const last = messages.at(-1);
  return { text: last !== undefined && AIMessage.isInstance(last) ? last.text : '', entries: messages.map(toEntry) };
}

const toolMessage = ({ id = '', name }: LangchainCall, { content, failed }: { content: string; failed: boolean }) =>
  new ToolMessage({ content, tool_call_id: id, name, status: failed ? 'error' : 'success' });

function toMessage(entry: ChatEntry): BaseMessage {
  if (entry.role === 'tool')
    return new ToolMessage({ content: entry.content, tool_call_id: entry.toolCallId, name: entry.name });
  if (entry.role !== 'assistant') return new HumanMessage(entry.content);
  const tool_calls = (entry.toolCalls ?? []).map(({ id, name, arguments: json }) => ({
    id,
    name,
    args: argumentsOf(json),
  }));
  return new AIMessage({ content: entry.content, tool_calls });
}

/** LangChain would send whole conversations to its own service where the environment says so. */
function keepTracesHere(): void {
  for (const library of ['LANGSMITH', 'LANGCHAIN'])
    for (const name of ['TRACING', 'TRACING_V2']) delete process.env[`${library}_${name}`];
}
