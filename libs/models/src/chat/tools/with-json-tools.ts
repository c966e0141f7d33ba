import {
  type ChatChunk,
  type ChatEntry,
  type ChatMessage,
  type ChatModel,
  ChatModelError,
  type ChatTool,
} from '../chat-model';
import { saidSoFar } from './said-so-far';

/**
 * A model without tool calling that calls tools all the same: the tools stand in the system message, the answer is one
 * JSON object that a schema holds (`{"say"}` or `{"tool","arguments"}`), and only what is said is given on as text.
 * What is no JSON at all is taken as said. Throws ChatModelError on broken JSON, which is never shown.
 */
export function withJsonTools(model: ChatModel): ChatModel {
  if (model.callsTools === true) return model;
  return {
    ...model,
    callsTools: true,
    stream(messages, { tools = [], ...options }) {
      const inWords = messages.map(asWords);
      if (tools.length === 0) return model.stream(inWords, options);
      const asked = [{ role: 'system' as const, content: instructions(tools) }, ...inWords];
      return readJson(model.stream(mergeSystem(asked), { ...options, schema: schemaOf(tools) }));
    },
  };
}

async function* readJson(chunks: AsyncIterable<ChatChunk>): AsyncGenerator<ChatChunk> {
  let written = '';
  let given = '';
  for await (const { text, ...rest } of chunks) {
    written += text;
    const said = saidSoFar(written);
    const news = said.slice(given.length);
    given += news;
    yield { ...rest, text: news };
  }
  const end = finish(written);
  yield 'said' in end ? { text: end.said.slice(given.length) } : { text: '', toolCalls: [end.call] };
}

type Finished = { said: string } | { call: { id: string; name: string; arguments: string } };

function finish(written: string): Finished {
  const text = written.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, '').trim();
  if (!text.startsWith('{')) return { said: text };
  try {
    const value = JSON.parse(text) as { say?: unknown; tool?: unknown; arguments?: unknown };
    if (typeof value.say === 'string') return { said: value.say };
    if (typeof value.tool === 'string')
      return { call: { id: 'call-json', name: value.tool, arguments: JSON.stringify(value.arguments ?? {}) } };
  } catch {
    // Below: the same as an object of another shape.
  }
  throw new ChatModelError('the model wrote JSON that cannot be read', { passes: true });
}

function schemaOf(tools: readonly ChatTool[]): object {
  const object = (properties: object): object => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  const calls = tools.map(({ name, parameters }) => object({ tool: { const: name }, arguments: parameters }));
  return { anyOf: [object({ say: { type: 'string' } }), ...calls] };
}

function instructions(tools: readonly ChatTool[]): string {
  const lines = tools.map(
    ({ name, description, parameters }) => `- ${name}: ${description} Arguments: ${JSON.stringify(parameters)}`,
  );
  return [
    'Answer with one JSON object and nothing else: {"say": "words for the visitor"}, or {"tool": "name", "arguments": {…}} to call a tool and read its result first.',
    'Tools:',
    ...lines,
  ].join('\n');
}

/** Calls and results as words: the model knows no other form. */
function asWords(entry: ChatEntry): ChatMessage {
  if (entry.role === 'tool') return { role: 'user', content: `Result of ${entry.name}: ${entry.content}` };
  const [call] = entry.toolCalls ?? [];
  if (call === undefined) return { role: entry.role, content: entry.content };
  return { role: 'assistant', content: `{"tool":${JSON.stringify(call.name)},"arguments":${call.arguments}}` };
}

/** One system message, the rules first: many models know no more. */
function mergeSystem(messages: readonly ChatMessage[]): ChatMessage[] {
  const [own, ...system] = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const rest = messages.filter(({ role }) => role !== 'system');
  return [{ role: 'system', content: [...system, own].join('\n\n') }, ...rest];
}
