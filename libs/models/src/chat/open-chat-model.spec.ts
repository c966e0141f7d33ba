import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatChunk } from './chat-model';
import { openChatModel } from './open-chat-model';

type Script = (response: ServerResponse, request: IncomingMessage) => void;

/** A server that speaks the OpenAI wire format, with the faults that a test asks for. */
async function serve(script: Script): Promise<{ url: string; bodies: string[]; server: Server }> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    bodies.push(body);
    script(response, request);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, bodies, server };
}

const event = (body: object): string => `data: ${JSON.stringify(body)}\n\n`;
const words = (content: string): string =>
  event({ id: '1', object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, delta: { content } }] });
const openStream = (response: ServerResponse): ServerResponse =>
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });

describe('openChatModel', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function ask(script: Script, { timeoutMs = 5_000, signal = new AbortController().signal } = {}) {
    const served = await serve(script);
    ({ server } = served);
    const model = openChatModel({ url: served.url, model: 'm', apiKey: 'sk-secret-123', timeoutMs, maxTokens: 50 });
    const chunks: string[] = [];
    let usage: ChatChunk['usage'];
    const run = (async () => {
      for await (const chunk of model.stream([{ role: 'user', content: 'hello' }], { signal })) {
        chunks.push(chunk.text);
        usage = chunk.usage ?? usage;
      }
    })();
    return { run, chunks, bodies: served.bodies, usage: () => usage };
  }

  it('streams the words and the tokens used, within its limits', async () => {
    const { run, chunks, bodies, usage } = await ask((response) => {
      openStream(response).write(words('Good '));
      response.write(words('morning'));
      response.write(
        event({ id: '1', choices: [], usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 } }),
      );
      response.end('data: [DONE]\n\n');
    });
    await run;
    expect(chunks.join('')).toBe('Good morning');
    expect(usage()).toEqual({ promptTokens: 7, completionTokens: 2 });
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ model: 'm', stream: true, temperature: 0, max_tokens: 50 });
  });

  it.each([401, 404, 429, 500])('says what went wrong at status %i, once, without the key', async (status) => {
    const { run, bodies } = await ask((response) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `no luck with sk-secret-123`, code: 'x' } }));
    });
    const error: Error = await run.then(
      () => new Error('resolved'),
      (reason: Error) => reason,
    );
    expect(error).toMatchObject({ code: 'chat-model-failed' });
    expect(error.message).toContain('no luck');
    expect(error.message).not.toContain('sk-secret');
    expect(bodies).toHaveLength(1);
  });

  it('gives up on a server that hangs, with the time it waited', async () => {
    const { run } = await ask((response) => void openStream(response).write(words('Well')), { timeoutMs: 300 });
    await expect(run).rejects.toThrow('no answer within 0.3 s');
  });

  it('rejects when the stream is cut in the middle', async () => {
    const { run, chunks } = await ask((response) => {
      openStream(response).write(words('Half a'));
      setTimeout(() => response.destroy(), 50);
    });
    await expect(run).rejects.toMatchObject({ code: 'chat-model-failed' });
    expect(chunks.join('')).toBe('Half a');
  });

  it('rejects on something that is no stream of events', async () => {
    const { run } = await ask((response) => {
      openStream(response).end('data: {"broken\n\ndata: [DONE]\n\n');
    });
    await expect(run).rejects.toMatchObject({ code: 'chat-model-failed' });
  });

  it('stops with the reason of who stopped it, and closes the connection', async () => {
    const abort = new AbortController();
    let closed = false;
    const { run } = await ask(
      (response, request) => {
        openStream(response).write(words('I was just'));
        request.socket.once('close', () => (closed = true));
        setTimeout(() => abort.abort(new Error('taken over')), 50);
      },
      { signal: abort.signal },
    );
    await expect(run).rejects.toThrow('taken over');
    for (let tries = 0; !closed && tries < 50; tries++) await new Promise((later) => setTimeout(later, 20));
    expect(closed).toBe(true);
  });
});
