import type { ChatChunk, ChatEntry, ChatModel, ChatOptions } from '../chat-model';
import { withJsonTools } from './with-json-tools';

const tools = [{ name: 'find_order', description: 'Finds an order.', parameters: { type: 'object' } }];

async function ask(written: string, size: number, messages: ChatEntry[] = [{ role: 'user', content: 'hello' }]) {
  let seen: { messages: readonly ChatEntry[]; options: ChatOptions } | null = null;
  const model: ChatModel = {
    name: 'plain',
    async *stream(given, options) {
      seen = { messages: given, options };
      for (let at = 0; at < written.length; at += size) yield { text: written.slice(at, at + size) };
    },
  };
  const chunks: ChatChunk[] = [];
  const options = { signal: new AbortController().signal, tools };
  for await (const chunk of withJsonTools(model).stream(messages, options)) chunks.push(chunk);
  return {
    text: chunks.map(({ text }) => text).join(''),
    calls: chunks.flatMap(({ toolCalls }) => toolCalls ?? []),
    seen: seen as { messages: readonly ChatEntry[]; options: ChatOptions } | null,
  };
}

describe('withJsonTools', () => {
  it('gives on the words as they are written, however the stream cuts them', async () => {
    const words = 'It says "two\n€3" \u4f60';
    for (let size = 1; size < 9; size++)
      expect(await ask(JSON.stringify({ say: words }), size)).toMatchObject({ text: words, calls: [] });
  });

  it('shows nothing of a call, and gives it on at the end', async () => {
    const { text, calls, seen } = await ask('{"tool":"find_order","arguments":{"order":"FM-1"}}', 3);
    expect(text).toBe('');
    expect(calls).toEqual([{ id: 'call-json', name: 'find_order', arguments: '{"order":"FM-1"}' }]);
    expect(seen?.messages[0]).toMatchObject({ role: 'system', content: expect.stringContaining('find_order') });
    expect(JSON.stringify(seen?.options.schema)).toContain('"const":"find_order"');
    expect(seen?.options.tools).toBeUndefined();
  });

  it('takes words without JSON as said', async () => {
    expect(await ask('Good morning.', 4)).toMatchObject({ text: 'Good morning.', calls: [] });
  });

  it.each(['{"tool":"find_', '{"other":1}'])('refuses %s, and nobody sees it', async (written) => {
    await expect(ask(written, 4)).rejects.toMatchObject({ code: 'chat-model-failed' });
  });

  it('puts earlier calls and their results into words', async () => {
    const { seen } = await ask('{"say":"ok"}', 20, [
      { role: 'system', content: 'Rules.' },
      { role: 'assistant', content: '', toolCalls: [{ id: '1', name: 'find_order', arguments: '{"order":"FM-1"}' }] },
      { role: 'tool', toolCallId: '1', name: 'find_order', content: '{"status":"sent"}' },
    ]);
    expect(seen?.messages.map(({ role }) => role)).toEqual(['system', 'assistant', 'user']);
    expect(seen?.messages[0]?.content).toMatch(/^Rules\./);
    expect(seen?.messages[2]?.content).toBe('Result of find_order: {"status":"sent"}');
  });
});
