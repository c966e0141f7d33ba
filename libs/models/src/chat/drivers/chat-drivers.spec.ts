import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Script, type ScriptedModel, startScriptedModel } from '@switchboard/testing';
import type { ChatChunk, ChatEntry, ChatOptions } from '../chat-model';
import { driverOf, openChatModel } from '../open-chat-model';

const tool = {
  name: 'find_order',
  description: 'Finds an order.',
  parameters: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
};
const hello: ChatEntry[] = [{ role: 'user', content: 'hello' }];

function read(
  url: string,
  entries: ChatEntry[],
  { timeoutMs = 5_000, ...options }: Partial<ChatOptions> & { timeoutMs?: number } = {},
) {
  const model = openChatModel({ url, model: 'm', apiKey: 'sk-secret-123', timeoutMs, maxTokens: 50 });
  const chunks: ChatChunk[] = [];
  const run = (async () => {
    for await (const chunk of model.stream(entries, { signal: new AbortController().signal, ...options }))
      chunks.push(chunk);
  })();
  return { run, chunks, text: () => chunks.map(({ text }) => text).join('') };
}

describe('a model behind an OpenAI-compatible endpoint', () => {
  let server: ScriptedModel | undefined;
  afterEach(() => server?.close());
  const start = async (script: Script) => (server = await startScriptedModel(script)).url;

  it('streams the words and the tokens used, within its limits', async () => {
    const url = await start([{ text: 'Good morning', usage: { promptTokens: 7, completionTokens: 2 } }]);
    const { run, chunks, text } = read(url, hello);
    await run;
    expect(text()).toBe('Good morning');
    expect(chunks.find(({ usage }) => usage !== undefined)?.usage).toEqual({ promptTokens: 7, completionTokens: 2 });
    expect(server?.requests[0]).toMatchObject({ model: 'm', stream: true, temperature: 0, max_tokens: 50 });
  });

  it('is offered tools, and its calls come whole with the results going back under their ids', async () => {
    const url = await start([{ toolCalls: [{ name: 'find_order', arguments: { order: 'FM-1' } }] }]);
    const entries: ChatEntry[] = [
      ...hello,
      { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'find_order', arguments: '{"order":"FM-0"}' }] },
      { role: 'tool', toolCallId: 'c1', name: 'find_order', content: 'nothing' },
    ];
    const { run, chunks } = read(url, entries, { tools: [tool], maxTokens: 9 });
    await run;
    expect(chunks.flatMap(({ toolCalls }) => toolCalls ?? [])).toEqual([
      { id: 'call_0', name: 'find_order', arguments: '{"order":"FM-1"}' },
    ]);
    expect(server?.requests[0]).toMatchObject({
      tools: [{ type: 'function', function: tool }],
      messages: [{ role: 'user' }, { role: 'assistant', tool_calls: [{ id: 'c1' }] }, { tool_call_id: 'c1' }],
    });
  });

  it('keeps to a schema where one is given', async () => {
    const url = await start([{ text: '{}' }]);
    await read(url, hello, { schema: { type: 'object' } }).run;
    expect(server?.requests[0]?.response_format).toMatchObject({ type: 'json_schema' });
  });

  it.each([
    [401, false],
    [404, false],
    [429, true],
    [500, true],
  ])('says what went wrong at status %i, once, and whether it passes', async (fault, passes) => {
    const url = await start([{ fault, retryAfterSeconds: 3 }]);
    await expect(read(url, hello).run).rejects.toMatchObject({
      code: 'chat-model-failed',
      message: expect.stringContaining('scripted fault'),
      fault: { status: fault, passes, retryAfterMs: 3_000 },
    });
    expect(server?.requests).toHaveLength(1);
  });

  it('gives up on a server that hangs, with the time it waited', async () => {
    const url = await start([{ fault: 'hang' }]);
    await expect(read(url, hello, { timeoutMs: 300 }).run).rejects.toThrow('no answer within 0.3 s');
  });

  it('rejects when the stream is cut in the middle', async () => {
    const { run, text } = read(await start([{ text: 'Half a sentence', fault: 'cut', delayMs: 5 }]), hello);
    await expect(run).rejects.toMatchObject({ code: 'chat-model-failed' });
    expect('Half a sentence'.startsWith(text())).toBe(true);
  });

  it('rejects on something that is no stream of events', async () => {
    const { run } = read(await start([{ fault: 'broken-json' }]), hello);
    await expect(run).rejects.toMatchObject({ code: 'chat-model-failed' });
  });

  it('stops with the reason of who stopped it', async () => {
    const abort = new AbortController();
    const url = await start([{ text: 'I was just about to say', delayMs: 30 }]);
    setTimeout(() => abort.abort(new Error('taken over')), 60);
    await expect(read(url, hello, { signal: abort.signal }).run).rejects.toThrow('taken over');
  });

  it('never says the key', async () => {
    const closed = await start([{}]);
    await server?.close();
    const { run } = read(closed.replace('127.0.0.1', 'sk-secret-123.invalid'), hello);
    const error: Error = await run.then(
      () => new Error('resolved'),
      (reason: Error) => reason,
    );
    expect(error.message).not.toContain('sk-secret-123');
  });
});

describe('a model behind Anthropic’s Messages API', () => {
  it('streams words, calls and tokens', async () => {
    const events = [
      {
        type: 'message_start',
        message: {
          id: 'm',
          type: 'message',
          role: 'assistant',
          model: 'm',
          content: [],
          usage: { input_tokens: 7, output_tokens: 1 },
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'One moment.' } },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'content_block_start',
        index: 1,
        content_block: { type: 'tool_use', id: 't1', name: 'find_order', input: {} },
      },
      { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '{"order":' } },
      { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '"FM-1"}' } },
      { type: 'content_block_stop', index: 1 },
      { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 9 } },
      { type: 'message_stop' },
    ];
    let path = '';
    const server = createServer((request, response) => {
      path = request.url ?? '';
      request.resume();
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/anthropic`;
    const { run, chunks, text } = read(url, hello, { tools: [tool] });
    await run.finally(() => server.close());
    expect(path).toBe('/anthropic/v1/messages');
    expect(text()).toBe('One moment.');
    expect(chunks.flatMap(({ toolCalls }) => toolCalls ?? [])).toEqual([
      { id: 't1', name: 'find_order', arguments: '{"order":"FM-1"}' },
    ]);
    expect(chunks.some(({ usage }) => usage !== undefined)).toBe(true);
  });

  it('is chosen by its address', () => {
    expect(driverOf('https://api.anthropic.com')).toBe('anthropic');
    expect(driverOf('http://localhost:8080/anthropic')).toBe('anthropic');
    expect(driverOf('http://localhost:11434/v1')).toBe('openai');
  });
});
