import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { UnreadableError } from '../reader';
import { isPublicAddress } from './is-public-address';
import { openConnector } from './open-connector';

export interface Fetched {
  /** After redirects. */
  url: string;
  mediaType: string;
  charset: string | null;
  bytes: Uint8Array;
}

export interface Fetcher {
  /** GETs a web address. Throws UnreadableError. */
  fetch(url: string, options?: { signal?: AbortSignal }): Promise<Fetched>;
  close(): void;
}

export interface FetcherOptions {
  /** May a connection go there? Tests allow their own server; everybody else keeps the default. */
  isAllowed?(address: string): boolean;
  /** Unpacked. */
  mostBytes?: number;
  /** From the first byte asked to the last one read, redirects included. */
  timeoutMs?: number;
}

export const userAgent = 'SwitchboardBot';
const mostRedirects = 5;
const unpackers = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress };

/**
 * A fetcher for addresses that people type in: it connects to public addresses only. Redirects are checked like the first
 * address; no cookie, credential or referrer is sent.
 */
export function openFetcher({
  isAllowed = isPublicAddress,
  mostBytes = 25 * 1024 * 1024,
  timeoutMs = 20_000,
}: FetcherOptions = {}): Fetcher {
  const connector = openConnector(isAllowed);
  const headers = { 'User-Agent': `${userAgent}/1.0`, Accept: '*/*', 'Accept-Encoding': 'gzip, br' };

  async function follow(start: string, signal: AbortSignal): Promise<Fetched> {
    let url = parseUrl(start);
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const response = await connector.send(url, { headers, signal });
      const { statusCode: status = 0, headers: answered } = response;
      if (status >= 300 && status < 400 && answered.location !== undefined) {
        response.destroy();
        url = parseUrl(answered.location, url);
        continue;
      }
      if (status !== 200) {
        response.destroy();
        throw new UnreadableError('http-error', String(status));
      }
      const [mediaType = '', ...parameters] = (answered['content-type'] ?? '').split(';');
      const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(parameters.join(';'))?.[1] ?? null;
      return {
        url: url.href,
        mediaType: mediaType.trim().toLowerCase(),
        charset,
        bytes: await readBody(response, mostBytes),
      };
    }
    throw new UnreadableError('too-many-redirects');
  }

  return {
    async fetch(url, { signal } = {}) {
      const deadline = AbortSignal.timeout(timeoutMs);
      try {
        return await follow(url, signal === undefined ? deadline : AbortSignal.any([deadline, signal]));
      } catch (error) {
        if (error instanceof UnreadableError) throw error;
        if (deadline.aborted) throw new UnreadableError('too-slow', String(timeoutMs / 1_000));
        if (signal?.aborted) throw error;
        const { code = '' } = error as NodeJS.ErrnoException;
        throw new UnreadableError('unreachable', code, { cause: error });
      }
    },
    close: connector.close,
  };
}

function parseUrl(text: string, base?: URL): URL {
  try {
    return new URL(text, base);
  } catch {
    throw new UnreadableError('address-refused', text.slice(0, 200));
  }
}

/** The body, unpacked, as long as it stays under the limit. */
async function readBody(response: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  if (Number(response.headers['content-length'] ?? 0) > mostBytes) {
    response.destroy();
    throw new UnreadableError('too-large', inMegabytes(mostBytes));
  }
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const unpack = unpackers[encoding as keyof typeof unpackers];
  if (unpack === undefined && encoding !== 'identity') throw new UnreadableError('unsupported', encoding);
  const chunks: Buffer[] = [];
  let left = mostBytes;
  async function collect(body: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of body) {
      left -= chunk.length;
      if (left < 0) return;
      chunks.push(chunk);
    }
  }
  const reading = unpack === undefined ? pipeline(response, collect) : pipeline(response, unpack(), collect);
  await reading.catch((error: unknown) => {
    if (left >= 0) throw error;
  });
  if (left < 0) throw new UnreadableError('too-large', inMegabytes(mostBytes));
  return new Uint8Array(Buffer.concat(chunks));
}

const inMegabytes = (bytes: number): string => String(Math.round(bytes / 1024 / 1024));
