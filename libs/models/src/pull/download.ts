import { createWriteStream, existsSync, statSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface DownloadOptions {
  onBytes?(done: number, total: number): void;
  fetch?: typeof fetch;
  signal?: AbortSignal;
  /** Until the first answer, and between two chunks. */
  stallMs?: number;
}

/** The server answered, and the answer was no. */
export class DownloadRefusedError extends Error {
  readonly code = 'download-refused';
  constructor(readonly status: number) {
    super(`the server answered ${status}`);
  }
}

/**
 * Downloads to `path`, going on where an earlier try stopped (Range, RFC 9110). A server that does not answer or
 * falls silent is given up after `stallMs`.
 */
export async function download(url: string, path: string, options: DownloadOptions = {}): Promise<void> {
  const { fetch: get = fetch, stallMs = 8_000 } = options;
  const have = existsSync(path) ? statSync(path).size : 0;
  const stalled = new AbortController();
  const stall = (): NodeJS.Timeout =>
    setTimeout(() => stalled.abort(new Error(`no data for ${stallMs / 1000} s`)), stallMs);
  let timer = stall();
  const signal = options.signal === undefined ? stalled.signal : AbortSignal.any([options.signal, stalled.signal]);
  try {
    const response = await get(url, { signal, headers: have > 0 ? { Range: `bytes=${have}-` } : {} });
    // 416: the earlier try had already fetched everything.
    if (response.status === 416) return;
    if (!response.ok || response.body === null) throw new DownloadRefusedError(response.status);
    const resumed = response.status === 206;
    let done = resumed ? have : 0;
    const total = done + Number(response.headers.get('content-length') ?? 0);
    const progress = new Transform({
      transform(chunk: Buffer, _encoding, pass) {
        clearTimeout(timer);
        timer = stall();
        done += chunk.length;
        options.onBytes?.(done, total);
        pass(null, chunk);
      },
    });
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(body, progress, createWriteStream(path, { flags: resumed ? 'a' : 'w' }), { signal });
  } catch (error) {
    if (stalled.signal.aborted) throw stalled.signal.reason;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
