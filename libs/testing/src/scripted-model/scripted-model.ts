import { once } from 'node:events';
import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';
import { openAiEvents } from './openai-events';

/** What the server does with one request. Text is sent in pieces of `pieceCharacters`, each after `delayMs`. */
export interface ScriptedReply {
  text?: string;
  toolCalls?: { name: string; arguments: object | string }[];
  usage?: { promptTokens: number; completionTokens: number };
  pieceCharacters?: number;
  delayMs?: number;
  /** A status code, the connection cut after the first half, no answer at all, or an event that is no JSON. */
  fault?: number | 'cut' | 'hang' | 'broken-json' | 'empty';
  /** With a status code. */
  retryAfterSeconds?: number;
  message?: string;
}

/** A request as it arrived on the wire. */
export interface ScriptedRequest {
  model: string;
  stream: boolean;
  messages: { role: string; content: string | null; tool_calls?: object[]; tool_call_id?: string }[];
  tools?: { type: string; function: { name: string; description: string; parameters: object } }[];
  response_format?: object;
  max_tokens?: number;
  headers: Record<string, string | string[] | undefined>;
}

export interface ScriptedModel {
  /** For LLM_URL. */
  url: string;
  requests: ScriptedRequest[];
  /** All that came over the wire, for "this must not be in it". */
  wire(): string;
  close(): Promise<void>;
}

/** Replies in their order, the last one for ever; or what a function makes of each request. */
export type Script = ScriptedReply[] | ((request: ScriptedRequest, index: number) => ScriptedReply);

/** A server that speaks OpenAI's chat completions, streaming, with the faults that a test asks for. */
export async function startScriptedModel(
  script: Script,
  { port = 0, host = '127.0.0.1' } = {},
): Promise<ScriptedModel> {
  const requests: ScriptedRequest[] = [];
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') return void response.end('{"data":[]}');
    let body = '';
    for await (const chunk of request) body += String(chunk);
    bodies.push(body);
    const parsed = { ...(JSON.parse(body || '{}') as ScriptedRequest), headers: request.headers };
    requests.push(parsed);
    const index = requests.length - 1;
    const reply = typeof script === 'function' ? script(parsed, index) : script[Math.min(index, script.length - 1)];
    await answer(response, reply ?? {}, parsed.stream).catch(() => response.destroy());
  }).listen(port, host);
  await once(server, 'listening');
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/v1`,
    requests,
    wire: () => bodies.join('\n'),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function answer(response: ServerResponse, reply: ScriptedReply, stream: boolean): Promise<void> {
  const { fault, delayMs = 0 } = reply;
  if (fault === 'hang') return;
  if (typeof fault === 'number') {
    const retry = reply.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(reply.retryAfterSeconds) };
    response.writeHead(fault, { 'Content-Type': 'application/json', ...retry });
    const { message = `scripted fault ${fault}` } = reply;
    response.end(JSON.stringify({ error: { message, type: 'scripted', code: 'scripted' } }));
    return;
  }
  if (!stream) {
    await later(delayMs);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(openAiEvents.whole(reply)));
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.flushHeaders();
  if (fault === 'broken-json') return void response.end('data: {"broken\n\ndata: [DONE]\n\n');
  const events = fault === 'empty' ? openAiEvents.end(reply) : openAiEvents.all(reply);
  for (const [index, event] of events.entries()) {
    if (delayMs > 0) await later(delayMs);
    if (fault === 'cut' && index >= events.length / 2) return void response.destroy();
    if (response.destroyed) return;
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }
  response.end('data: [DONE]\n\n');
}
