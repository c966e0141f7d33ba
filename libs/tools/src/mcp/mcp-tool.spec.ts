import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { McpServer as RealServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
import type { SentRequest } from '../http/create-http-tool';
import { type McpClients, createMcpClients } from './create-mcp-clients';
import { createMcpTool } from './create-mcp-tool';
import { toMcpTools } from './to-mcp-tools';

/** A real MCP server in this process, with sessions that a test can make it forget. */
async function startServer() {
  const transports = new Map<string, StreamableHTTPServerTransport>();
  const calls: string[] = [];
  const keys: (string | string[] | undefined)[] = [];
  const tools = (): RealServer => {
    const server = new RealServer({ name: 'parcels', version: '1' });
    server.registerTool(
      'findParcel',
      {
        description: 'Where a parcel is.',
        inputSchema: { id: z.string().max(12), customer: z.string() },
        annotations: { readOnlyHint: true },
      },
      async ({ id, customer }) => {
        calls.push(`${id} of ${customer}`);
        return { content: [{ type: 'text', text: JSON.stringify({ id, state: 'on its way' }) }] };
      },
    );
    server.registerTool(
      'reroute',
      { description: 'Sends it elsewhere.', inputSchema: { id: z.string() } },
      async ({ id }) => {
        if (id === 'slow') await new Promise((later) => setTimeout(later, 5_000));
        if (id === 'huge') return { content: [{ type: 'text', text: 'x'.repeat(2_500_000) }] };
        return { isError: true, content: [{ type: 'text', text: 'it has left already' }] };
      },
    );
    return server;
  };
  const http: Server = createServer(async (request: IncomingMessage, response) => {
    keys.push(request.headers['x-key']);
    const id = request.headers['mcp-session-id'];
    const known = typeof id === 'string' ? transports.get(id) : undefined;
    if (known !== undefined) return known.handleRequest(request, response);
    if (id !== undefined) return void response.writeHead(404).end('no such session');
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (session) => void transports.set(session, transport),
    });
    await tools().connect(transport as never);
    await transport.handleRequest(request, response);
  });
  await once(http.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`,
    calls,
    keys,
    sessions: () => transports.size,
    forget: () => transports.clear(),
    close: () => (http.closeAllConnections(), http.close()),
  };
}

describe('tools of an MCP server', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let clients: McpClients;
  const sent: SentRequest[] = [];
  beforeEach(async () => {
    sent.splice(0);
    server = await startServer();
    clients = createMcpClients({ fetch, connectTimeoutMs: 5_000 });
  }, 30_000);
  afterEach(async () => {
    await clients.close();
    server.close();
  });
  const at = () => ({ kind: 'http' as const, url: server.url, headers: { 'X-Key': 'hush' } });
  async function open(name: string) {
    const bind = { findParcel: { customer: 'session.email' as const } };
    const tool = toMcpTools('post', await clients.listTools(at()), bind).find(({ remoteName }) => remoteName === name);
    if (tool === undefined) throw new Error(`there is no tool ${name}`);
    const connection = { name: 'post', url: server.url };
    return createMcpTool(tool, { connection, clients, readServer: at, onSent: (one) => sent.push(one) });
  }
  const context = (signal = new AbortController().signal) => ({
    workspaceId: 'w',
    conversationId: 'c',
    session: { visitorId: 'v', customerId: null, email: 'ana@example.com', name: null },
    signal,
    idempotencyKey: 'c/k',
  });

  it('are listed with their arguments; that one only reads is a hint, and a person is asked all the same', async () => {
    const find = await open('findParcel');
    expect(find).toMatchObject({
      connection: 'post',
      defaultRule: 'approval',
      description: {
        name: 'post_find_parcel',
        risk: 'read',
        arguments: { id: { type: 'json', optional: false }, customer: { from: 'session.email' } },
      },
    });
    expect((await open('reroute')).description.risk).toBe('write');
  });

  it('are called with the key of the desk, and what left is written down', async () => {
    const find = await open('findParcel');
    expect(await find.run({ id: 'P1', customer: 'ana@example.com' }, context())).toEqual({
      ok: true,
      value: { id: 'P1', state: 'on its way' },
    });
    expect(server.calls).toEqual(['P1 of ana@example.com']);
    expect(new Set(server.keys)).toEqual(new Set(['hush']));
    expect(sent).toMatchObject([{ tool: 'post_find_parcel', outcome: 'ok', conversationId: 'c' }]);
  });

  it('keep one session over calls, and open another when the server has forgotten it', async () => {
    const find = await open('findParcel');
    await find.run({ id: 'P1', customer: 'a' }, context());
    await find.run({ id: 'P2', customer: 'a' }, context());
    expect(server.sessions()).toBe(1);
    server.forget();
    expect(await find.run({ id: 'P3', customer: 'a' }, context())).toMatchObject({ ok: true });
    expect(server.calls).toHaveLength(3);
  });

  it('give a refusal, a result of megabytes and a wrong argument as values', async () => {
    const reroute = await open('reroute');
    expect(await reroute.run({ id: 'P1' }, context())).toEqual({
      ok: false,
      code: 'tool-error',
      detail: 'it has left already',
    });
    const huge = await reroute.run({ id: 'huge' }, context());
    expect(JSON.stringify(huge).length).toBeLessThan(4_000);
    expect(huge).toMatchObject({ value: { note_of_the_desk: expect.stringContaining('2097154 characters') } });
    expect(await reroute.run({ id: 7 }, context())).toMatchObject({ ok: false });
  });

  it('are given up when they hang', async () => {
    const reroute = await open('reroute');
    await expect(reroute.run({ id: 'slow' }, context(AbortSignal.timeout(100)))).rejects.toThrow();
  });

  it('say that the server cannot be reached', async () => {
    const reroute = await open('reroute');
    await clients.close();
    server.close();
    expect(await reroute.run({ id: 'P1' }, context())).toMatchObject({ ok: false, code: 'unreachable' });
    await expect(clients.listTools({ kind: 'http', url: 'http://127.0.0.1:1/mcp', headers: {} })).rejects.toThrow();
  });

  it('can be a program of this machine', async () => {
    const script = `
      const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
      const { StdioServerTransport } = require('@modelcontextprotocol/sdk/server/stdio.js');
      const server = new McpServer({ name: 'here', version: '1' });
      server.registerTool('hello', { description: 'Says hello.' }, async () => ({ content: [{ type: 'text', text: process.env.GREETING }] }));
      server.connect(new StdioServerTransport());`;
    const here = {
      kind: 'stdio' as const,
      command: process.execPath,
      args: ['-e', script],
      env: { GREETING: 'hello from here' },
    };
    expect(await clients.listTools(here)).toMatchObject([{ name: 'hello', isReadOnly: false }]);
    expect(await clients.callTool(here, 'hello', {}, new AbortController().signal)).toMatchObject({
      text: 'hello from here',
    });
  });
});
