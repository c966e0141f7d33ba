import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManifestModel } from '../manifest/manifest';
import { ModelUnavailableError } from './errors';
import { pullModel } from './pull-model';

const content = Buffer.from('weights '.repeat(5_000));
const sha256 = createHash('sha256').update(content).digest('hex');
const model: ManifestModel = {
  name: 'tiny',
  role: 'encoder',
  licence: 'Apache-2.0',
  contextTokens: 8,
  languages: ['en'],
  checked: true,
  files: [{ name: 'model.bin', bytes: content.length, sha256 }],
  sources: [
    { hub: 'huggingface', repository: 'first/tiny', revision: 'main' },
    { hub: 'huggingface', repository: 'second/tiny', revision: 'main' },
  ],
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function hub(handle: Handler) {
  const requests: { url: string; range: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? '', range: request.headers.range });
    handle(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  process.env['HF_ENDPOINT'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { requests, close: () => (server.closeAllConnections(), server.close()) };
}

/** Serves ranges as a hub does. */
const serve: Handler = (request, response) => {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from });
  response.end(content.subarray(from));
};
const folder = () => mkdtempSync(join(tmpdir(), 'switchboard-models-'));

describe('pullModel', () => {
  afterEach(() => delete process.env['HF_ENDPOINT']);

  it('fetches, verifies, reports progress, and fetches nothing the second time', async () => {
    const { requests, close } = await hub(serve);
    const dir = folder();
    const seen: number[] = [];
    const path = await pullModel(model, dir, { onProgress: ({ done }) => seen.push(done) });
    expect(readFileSync(join(path, 'model.bin'))).toEqual(content);
    expect(seen.at(-1)).toBe(content.length);
    await pullModel(model, dir);
    close();
    expect(requests).toHaveLength(1);
  });

  it('goes on where a cut-off try stopped', async () => {
    let cut = true;
    const { requests, close } = await hub((request, response) => {
      if (!cut) return serve(request, response);
      cut = false;
      response.writeHead(200, { 'content-length': content.length });
      // The connection breaks only after what was written has arrived.
      response.write(content.subarray(0, 10_000));
      setTimeout(() => response.destroy(), 300);
    });
    const dir = folder();
    const once = { ...model, sources: model.sources.slice(0, 1) };
    await expect(pullModel(once, dir)).rejects.toThrow(ModelUnavailableError);
    await pullModel(once, dir);
    close();
    expect(requests[1]?.range).toBe('bytes=10000-');
  });

  it('takes the next source when one refuses, gives wrong bytes or falls silent', async () => {
    for (const fault of [
      ((_, response) => response.writeHead(404).end()) as Handler,
      ((_, response) => response.end('other bytes')) as Handler,
      ((_, response) => void response.writeHead(200, { 'content-length': content.length })) as Handler,
    ]) {
      const { requests, close } = await hub((request, response) =>
        (request.url?.includes('first') ? fault : serve)(request, response),
      );
      await pullModel(model, folder(), { stallMs: 1_000 });
      close();
      expect(requests.map(({ url }) => url.split('/')[1])).toEqual(['first', 'second']);
    }
  });

  it('names every source and its reason when none has it, and leaves nothing that looks finished', async () => {
    const { close } = await hub((_, response) => response.writeHead(503).end());
    const dir = folder();
    await expect(pullModel(model, dir)).rejects.toThrow(
      /first\/tiny: the server answered 503[\s\S]*second\/tiny: the server answered 503/,
    );
    close();
    expect(existsSync(join(dir, 'tiny'))).toBe(false);
  });

  it('accepts files that were put in place by hand, if they are the right ones', async () => {
    const { requests, close } = await hub((_, response) => response.writeHead(503).end());
    const dir = folder();
    mkdirSync(join(dir, 'tiny'));
    writeFileSync(join(dir, 'tiny', 'model.bin'), content);
    await pullModel(model, dir);
    close();
    expect(requests).toEqual([]);
  });
});
