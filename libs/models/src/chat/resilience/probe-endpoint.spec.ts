import { once } from 'node:events';
import { type IncomingHttpHeaders, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { probeEndpoint } from './probe-endpoint';

describe('probeEndpoint', () => {
  let server: Server;
  const seen: { path: string; headers: IncomingHttpHeaders }[] = [];
  let status = 200;
  let base = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push({ path: request.url ?? '', headers: request.headers });
      response.writeHead(status).end('{"data":[]}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => seen.splice(0));
  afterAll(() => server.close());

  it('shows the key as each wire format wants it', async () => {
    expect(await probeEndpoint({ url: `${base}/v1/`, apiKey: 'k1' })).toBeNull();
    expect(await probeEndpoint({ url: `${base}/anthropic/v1`, apiKey: 'k2' })).toBeNull();
    expect(seen.map(({ path }) => path)).toEqual(['/v1/models', '/anthropic/v1/models']);
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer k1' });
    expect(seen[1]?.headers).toMatchObject({ 'x-api-key': 'k2', 'anthropic-version': '2023-06-01' });
    expect(seen[1]?.headers.authorization).toBeUndefined();
  });

  it('says what is wrong, without the key', async () => {
    status = 401;
    expect(await probeEndpoint({ url: `${base}/v1`, apiKey: 'k1' })).toBe('it refuses the key (401)');
    status = 503;
    expect(await probeEndpoint({ url: `${base}/v1` })).toBe('it answers with 503');
    expect(await probeEndpoint({ url: 'http://127.0.0.1:1/v1', apiKey: 'k1' })).toBe('it cannot be reached');
  });
});
