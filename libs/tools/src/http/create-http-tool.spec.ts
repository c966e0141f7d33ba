import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toolDescriptionSchema } from '@switchboard/contracts';
import type { ToolArguments } from '../tool';
import { type SentRequest, createHttpTool } from './create-http-tool';

const described = (risk: 'read' | 'write') =>
  toolDescriptionSchema.parse({ name: 'find', description: 'Finds.', risk });

describe('a tool over HTTP', () => {
  const asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const sent: SentRequest[] = [];
  let answer: (response: ServerResponse) => void;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    answer(response);
  });
  let url = '';
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/`;
  });
  beforeEach(() => {
    asked.splice(0);
    sent.splice(0);
    answer = (response) => response.end('{"state":"on its way"}');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const places = {
    id: { in: 'path', name: 'id' },
    tags: { in: 'query', name: 'tag' },
    trace: { in: 'header', name: 'X-Trace' },
    note: { in: 'body', name: 'note' },
  } as const;
  function run(
    args: ToolArguments,
    { method = 'get', signal = new AbortController().signal }: { method?: 'get' | 'post'; signal?: AbortSignal } = {},
  ) {
    const risk = method === 'get' ? 'read' : 'write';
    const tool = createHttpTool(
      { description: described(risk), request: { method, path: '/parcels/{id}', places } },
      {
        connection: { name: 'shop', url },
        fetch,
        readAuth: () => ({ 'X-Key': 'hush' }),
        onSent: (one) => sent.push(one),
      },
    );
    const session = { visitorId: 'v', customerId: null, email: null, name: null };
    return tool.run(args, { workspaceId: 'w', conversationId: 'c', session, signal, idempotencyKey: 'c/k' });
  }

  it('sends arguments where they belong, with the key of the desk, and says what left', async () => {
    expect(await run({ id: 'P 1/2', tags: ['a', 'b'], trace: 't' })).toEqual({
      ok: true,
      value: { state: 'on its way' },
    });
    expect(asked).toMatchObject([
      { method: 'GET', url: '/v2/parcels/P%201%2F2?tag=a&tag=b', headers: { 'x-key': 'hush', 'x-trace': 't' } },
    ]);
    expect(sent).toMatchObject([{ connection: 'shop', tool: 'find', outcome: 'ok', host: new URL(url).host }]);
    expect(JSON.stringify(sent)).not.toContain('hush');
  });

  it('sends a write with the key of its one run', async () => {
    await run({ id: 'P1', note: 'at the door' }, { method: 'post' });
    expect(asked).toMatchObject([
      { method: 'POST', headers: { 'idempotency-key': 'c/k' }, body: '{"note":"at the door"}' },
    ]);
  });

  it('stays below its address whatever an argument holds', async () => {
    for (const id of ['..', '../../admin', '?x=1#', 'a\r\nX-Evil: 1']) await run({ id, trace: 'a\r\nX-Evil: 1' });
    expect(asked.map((one) => new URL(one.url, 'http://x').pathname.startsWith('/v2/parcels/'))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(asked.some(({ headers }) => 'x-evil' in headers)).toBe(false);
  });

  it('gives what the other side refuses as values', async () => {
    answer = (response) => response.writeHead(404).end('no such parcel');
    expect(await run({ id: 'P1' })).toEqual({ ok: false, code: 'http-404', detail: 'no such parcel' });
    answer = (response) => response.writeHead(302, { Location: 'http://169.254.169.254/' }).end();
    expect(await run({ id: 'P1' })).toMatchObject({ code: 'redirected' });
    answer = (response) => response.destroy();
    expect(await run({ id: 'P1' })).toMatchObject({ code: 'unreachable' });
  });

  it('trims megabytes and says so, and takes what is no JSON as text', async () => {
    answer = (response) =>
      response.end(
        JSON.stringify({ items: Array.from({ length: 60_000 }, (_, id) => ({ id, name: 'x'.repeat(40) })) }),
      );
    const { value } = (await run({ id: 'P1' })) as { value: object };
    expect(JSON.stringify(value).length).toBeLessThan(4_000);
    expect(value).toMatchObject({ note_of_the_desk: expect.stringContaining('larger than 2 MB') });
    answer = (response) => response.end('<b>fine</b>');
    expect(await run({ id: 'P1' })).toEqual({ ok: true, value: { result: '<b>fine</b>' } });
    answer = (response) => response.writeHead(204).end();
    expect(await run({ id: 'P1' })).toEqual({ ok: true, value: {} });
  });

  it('stops with the signal when the other side hangs', async () => {
    answer = () => undefined;
    await expect(run({ id: 'P1' }, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    expect(sent).toHaveLength(1);
  });
});
