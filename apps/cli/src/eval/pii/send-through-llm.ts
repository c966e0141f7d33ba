import { draftLlm } from '@switchboard/answer';
import { openConfiguredChat, readConfig } from '@switchboard/api';
import { outputPolicySchema } from '@switchboard/contracts';
import { startScriptedModel } from '@switchboard/testing';
import { pino } from 'pino';

export interface SeededRow {
  text: string;
  spans: readonly { type: string; start: number; end: number }[];
}

/** What became of the seeded values of one type on their way to a remote model and back. */
export interface TypeOnTheWire {
  type: string;
  sent: number;
  /** Stood in a request as they were, spaces and hyphens aside. */
  arrived: number;
  /** Of those that were hidden: stood in the reply again. */
  restored: number;
}

/** Not one of the addresses that count as this machine, and still it: the desk treats what listens there as remote. */
const remoteHost = '127.0.0.2';

/**
 * Sends texts as visitors' messages through the LLM agent to a scripted model that the desk takes for a remote one and
 * that repeats what it hears, and looks at the wire.
 */
export async function sendThroughLlm(
  rows: readonly SeededRow[],
  onProgress: (done: number) => void = () => undefined,
): Promise<{ byType: TypeOnTheWire[]; failed: number }> {
  const server = await startScriptedModel(
    ({ messages }) => ({ text: `${messages.at(-1)?.content ?? ''}\nIs that what you mean?`, pieceCharacters: 400 }),
    { host: remoteHost },
  );
  const environment = { LLM_URL: server.url, LLM_MODEL: 'scripted', LLM_API_KEY: 'none', LOG_LEVEL: 'silent' };
  const [model] = openConfiguredChat(readConfig(environment), pino({ level: 'silent' })).agent;
  if (model === undefined) throw new Error('the scripted model was not opened');
  const totals = new Map<string, TypeOnTheWire>();
  let failed = 0;
  try {
    for (const [index, row] of rows.entries()) {
      onProgress(index);
      const before = server.requests.length;
      const reply = await replyTo(row.text, model);
      const wire = server.requests
        .slice(before)
        .map(({ messages }) => JSON.stringify(messages.map(({ content }) => content)));
      if (reply === null || wire.length === 0) failed++;
      else countRow(row, wire.join('\n'), reply, totals);
    }
  } finally {
    await server.close();
  }
  return { byType: [...totals.values()].sort((a, b) => a.type.localeCompare(b.type)), failed };
}

async function replyTo(question: string, model: Parameters<typeof draftLlm>[1]['model']): Promise<string | null> {
  const check = { visitorText: question, policy: outputPolicySchema.parse({}), findPersonalData: () => [] };
  const draft = await draftLlm(
    {
      company: 'Fellmoor',
      language: { code: 'en', name: 'English', of: () => null },
      passages: [],
      summary: null,
      history: [],
      question,
      decided: [],
    },
    { model, tools: [], procedures: [], search: async () => [], check },
    { signal: new AbortController().signal, onText: () => undefined },
  );
  return draft.kind === 'reply' ? draft.reply.text : null;
}

function countRow({ text, spans }: SeededRow, wire: string, reply: string, totals: Map<string, TypeOnTheWire>): void {
  const [sent, answered] = [squeezed(wire), squeezed(JSON.stringify(reply))];
  for (const { type, start, end } of spans) {
    const total = totals.get(type) ?? { type, sent: 0, arrived: 0, restored: 0 };
    totals.set(type, total);
    const value = squeezed(JSON.stringify(text.slice(start, end)).slice(1, -1));
    total.sent++;
    if (sent.includes(value)) total.arrived++;
    else if (answered.includes(value)) total.restored++;
  }
}

/** A card number without its spaces is a card number all the same. */
const squeezed = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');
