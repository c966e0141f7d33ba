import { mkdtempSync } from 'node:fs';
import { type IncomingMessage, type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeEncoder } from '@switchboard/testing';
import type { Encoder } from '../encoder';
import { type EmbeddingsCall, endpointEncoderName, isEndpointEncoder } from './embeddings-endpoint';
import { type EndpointEncoderOptions, openEndpointEncoder } from './open-endpoint-encoder';

interface Asked {
  model: string;
  input: string[];
  dimensions?: number;
}

/** An embeddings API that does what a script says, and else what it should. */
function scriptedEmbeddings() {
  const asked: Asked[] = [];
  const keys: (string | undefined)[] = [];
  /** What the next requests get instead of an answer: a status, or words that are no answer. */
  const faults: (number | string)[] = [];
  const native = { dimensions: 384, shortens: true };
  const server: Server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request)) as Asked;
    asked.push(body);
    keys.push(request.headers.authorization);
    const fault = faults.shift();
    if (typeof fault === 'number') return void response.writeHead(fault).end('{}');
    if (typeof fault === 'string') return void response.end(fault);
    if (body.dimensions !== undefined && !native.shortens) return void response.writeHead(400).end('{}');
    const vectors = await fakeEncoder(body.dimensions ?? native.dimensions).embed(body.input);
    const data = vectors.map((vector, index) => ({ index, embedding: [...vector].map((value) => value * 3) }));
    response.end(JSON.stringify({ data: data.reverse() }));
  });
  return { server, asked, keys, faults, native };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);

describe('an encoder at an address', () => {
  let script: ReturnType<typeof scriptedEmbeddings>;
  let calls: EmbeddingsCall[];
  let modelsDir: string;
  beforeEach(async () => {
    script = scriptedEmbeddings();
    calls = [];
    modelsDir = mkdtempSync(join(tmpdir(), 'endpoint-'));
    await new Promise<void>((resolve) => script.server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => script.server.close(resolve)));

  const open = (options: Partial<EndpointEncoderOptions> = {}): Promise<Encoder> =>
    openEndpointEncoder(
      {
        url: `http://127.0.0.1:${(script.server.address() as AddressInfo).port}/v1/`,
        model: 'org/tiny',
        apiKey: 'secret-key',
        languages: ['en', 'zh'],
        timeoutMs: 500,
      },
      { modelsDir, sleep: async () => undefined, onCall: (call) => void calls.push(call), ...options },
    );

  it('gives unit-length vectors in the order of the texts, the same for the same text in any company', async () => {
    const encoder = await open();
    const texts = Array.from({ length: 130 }, (_, index) => `message number ${index} about parcels`);
    const vectors = await encoder.embed(texts);
    const [alone] = await encoder.embed([texts[77] as string]);
    expect(vectors).toHaveLength(130);
    expect(cosine(alone as Float32Array, vectors[77] as Float32Array)).toBeCloseTo(1);
    expect(cosine(vectors[0] as Float32Array, vectors[0] as Float32Array)).toBeCloseTo(1);
    expect(script.asked.at(-2)?.input).toHaveLength(2);
    expect(encoder).toMatchObject({ name: 'endpoint:org_tiny', dimensions: 384, featureDimensions: 384 });
    expect(isEndpointEncoder(endpointEncoderName('org/tiny'))).toBe(true);
  });

  it('searches by the same vector whether a text was encoded or embedded, and after a new start', async () => {
    const encoder = await open();
    const [encoding] = await encoder.encode(['where is my order']);
    const [embedded] = await encoder.embed(['where is my order']);
    const [again] = await (await open()).embed(['where is my order']);
    expect(encoder.toSearch(encoding as never)).toEqual(embedded);
    expect(again).toEqual(embedded);
  });

  it('asks for shorter vectors where the model’s own do not fit, and refuses a model that cannot', async () => {
    script.native.dimensions = 1024;
    expect((await open()).dimensions).toBe(384);
    expect(script.asked.at(-1)?.dimensions).toBe(384);
    script.native.shortens = false;
    await expect(open()).rejects.toThrow(/1024 numbers.*384/s);
  });

  it('tries faults that pass again, and says of others what is wrong, without the key', async () => {
    script.faults.push(429, 503);
    await open();
    script.faults.push(401);
    const refused = await open().catch((error: Error) => error.message);
    expect(refused).toMatch(/401, the key is missing or wrong/);
    expect(refused).not.toContain('secret-key');
    expect(script.keys.every((key) => key === 'Bearer secret-key')).toBe(true);
    script.faults.push('<html>');
    await expect(open()).rejects.toThrow(/not that of an embeddings API/);
    script.faults.push(500, 500, 500);
    await expect(open()).rejects.toThrow(/status 500/);
  });

  it('sends no personal data, and says what was sent where', async () => {
    const hide = (text: string) => ({ text: text.replace(/\S+@\S+/, '<EMAIL>'), counts: { EMAIL: 1 } });
    const encoder = await open({ hide });
    calls.length = 0;
    await encoder.encode(['write to ann@example.org please']);
    expect(JSON.stringify(script.asked)).not.toContain('ann@example.org');
    expect(script.asked.at(-1)?.input).toEqual(['write to <EMAIL> please']);
    expect(calls).toMatchObject([{ texts: 1, characters: 23, hidden: { EMAIL: 1 } }]);
  });

  it('gives up on an address where nobody answers', async () => {
    await new Promise((resolve) => script.server.close(resolve));
    const url = 'http://127.0.0.1:9/v1';
    const endpoint = { url, model: 'm', languages: ['en'], timeoutMs: 200 };
    await expect(openEndpointEncoder(endpoint, { modelsDir, sleep: async () => undefined })).rejects.toThrow(
      /no connection/,
    );
    await new Promise<void>((resolve) => script.server.listen(0, '127.0.0.1', resolve));
  });
});
