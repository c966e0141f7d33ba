import type { ChatModel } from '@switchboard/models';

export interface AskedIntent {
  /** One of the labels; null when the model named none of them. */
  intent: string | null;
  ms: number;
  promptTokens: number;
  completionTokens: number;
  costMicros: number;
}

const patienceMs = 600_000;
const answerTokens = 40;

/** Asks a chat model which intent a message has, with the names of all intents before it. Throws ChatModelError. */
export async function askIntent(llm: ChatModel, labels: readonly string[], text: string): Promise<AskedIntent> {
  const schema = {
    type: 'object',
    properties: { intent: { enum: labels } },
    required: ['intent'],
    additionalProperties: false,
  };
  const began = performance.now();
  let said = '';
  let usage = { promptTokens: 0, completionTokens: 0, costMicros: 0 };
  const entries = [
    { role: 'system' as const, content: instructions(labels) },
    { role: 'user' as const, content: text },
  ];
  const signal = AbortSignal.timeout(patienceMs);
  for await (const chunk of llm.stream(entries, { signal, schema, maxTokens: answerTokens })) {
    said += chunk.text;
    usage = { ...usage, ...chunk.usage };
  }
  return { intent: namedIn(said, labels), ms: performance.now() - began, ...usage };
}

const instructions = (labels: readonly string[]): string =>
  `You sort messages that customers write to a support desk. The intents are:
${labels.map((label) => `- ${label}`).join('\n')}
Answer with JSON alone: {"intent": "<one of these names>"}`;

/** Endpoints that keep to no schema write around the JSON. */
function namedIn(said: string, labels: readonly string[]): string | null {
  const named = /"intent"\s*:\s*"([^"]*)"/.exec(said)?.[1] ?? said.trim();
  return labels.includes(named) ? named : null;
}
