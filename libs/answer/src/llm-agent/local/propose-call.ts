import type { ToolArgument, ToolDescription } from '@switchboard/contracts';
import type { HeldModel } from '@switchboard/models';
import { standsIn } from './stands-in';

export interface CallExample {
  message: string;
  /** Null: a message that wants no tool. */
  tool: string | null;
}

export type ProposedCall =
  | { kind: 'none' }
  /** What is known of it; `missing` must be asked for. A write is never called without its confirmation. */
  | {
      kind: 'call';
      tool: string;
      risk: ToolDescription['risk'];
      arguments: Record<string, string>;
      missing: string[];
      needsConfirmation: boolean;
    };

const noTool = 'none';

/**
 * Which tool a message wants, and with what. Tool and arguments are written under a grammar, and every argument must stand in the visitor's own words: what the model made up, or copied from its
 * prompt, is dropped and asked for. Identity, dates and confirmations are the desk's business, not the model's.
 */
export async function proposeCall(
  message: string,
  tools: readonly ToolDescription[],
  examples: readonly CallExample[],
  model: HeldModel,
): Promise<ProposedCall> {
  const name = await chooseTool(message, tools, examples, model);
  const tool = tools.find((item) => item.name === name);
  if (tool === undefined) return { kind: 'none' };
  const given = await fillArguments(message, tool, model);
  const missing = Object.entries(tool.arguments)
    .filter(([name, { optional, from }]) => !optional && from === undefined && given[name] === undefined)
    .map(([name]) => name);
  return {
    kind: 'call',
    tool: tool.name,
    risk: tool.risk,
    arguments: given,
    missing,
    needsConfirmation: tool.risk === 'write',
  };
}

async function chooseTool(
  message: string,
  tools: readonly ToolDescription[],
  examples: readonly CallExample[],
  model: HeldModel,
): Promise<unknown> {
  const system = [
    'You read messages of customers and choose the tool that does what the customer wants done. Tools:',
    ...tools.map(({ name, description }) => `${name}: ${description}`),
    `${noTool}: a question about how things work, what they cost or how long they take; thanks; small talk; a wish to talk to a person; anything else`,
    '',
    ...examples.map(({ message: text, tool }) => `Message: ${oneLine(text)}\n{"tool": "${tool ?? noTool}"}`),
  ];
  const schema = {
    type: 'object',
    properties: { tool: { enum: [...tools.map(({ name }) => name), noTool] } },
    required: ['tool'],
    additionalProperties: false,
  };
  const { text } = await model.write(
    [
      { role: 'system', content: system.join('\n') },
      { role: 'user', content: `Message: ${oneLine(message)}` },
    ],
    { schema, maxTokens: 40 },
  );
  return readObject(text)['tool'];
}

/** Arguments that the visitor has given: those of a fixed list as they are, others where they stand in the message. */
async function fillArguments(
  message: string,
  { arguments: all }: ToolDescription,
  model: HeldModel,
): Promise<Record<string, string>> {
  const open = Object.entries(all).filter(([, { type, from }]) => type === 'string' && from === undefined);
  if (open.length === 0) return {};
  const schema = {
    type: 'object',
    properties: Object.fromEntries(open.map(([name, argument]) => [name, valueSchema(argument)])),
    required: open.map(([name]) => name),
    additionalProperties: false,
  };
  const system = [
    'You copy what a customer has said into a form (JSON). Copy the words of the customer exactly, and only what belongs into the field. A field of which the customer said nothing is "".',
    ...open.map(
      ([name, { description, values }]) =>
        `${name}: ${description}${values === undefined ? '' : ` (${values.join(', ')}, or "")`}`,
    ),
  ];
  const { text } = await model.write(
    [
      { role: 'system', content: system.join('\n') },
      { role: 'user', content: `Message: ${oneLine(message)}` },
    ],
    { schema, maxTokens: 200 },
  );
  const written = readObject(text);
  return Object.fromEntries(
    open.flatMap(([name, { values, max }]) => {
      const value = written[name];
      if (typeof value !== 'string' || value.trim() === '' || value.length > (max ?? 1_000)) return [];
      const known = values === undefined ? standsIn(value, message) : values.includes(value);
      return known ? [[name, value.trim()]] : [];
    }),
  );
}

const valueSchema = ({ values }: ToolArgument): object =>
  values === undefined ? { type: 'string' } : { enum: ['', ...values] };

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 600);

function readObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
