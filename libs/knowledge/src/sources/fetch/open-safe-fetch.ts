import { Readable } from 'node:stream';
import { openConnector } from './open-connector';

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * `fetch` for addresses that people type in, with any method and header: it connects to allowed addresses only and
 * follows no redirect. Throws UnreadableError for an address that is refused.
 */
export function openSafeFetch({ isAllowed }: { isAllowed(address: string): boolean }) {
  const connector = openConnector(isAllowed);
  return {
    async fetch(input: string | URL, { method = 'GET', headers, body, signal }: RequestInit = {}): Promise<Response> {
      if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof Uint8Array))
        throw new TypeError('a body is a text or bytes');
      const answer = await connector.send(new URL(input), {
        method,
        headers: Object.fromEntries(new Headers(headers)),
        body: body ?? null,
        signal: signal ?? null,
      });
      const { statusCode: status = 502 } = answer;
      const pairs = Object.entries(answer.headers).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name, one]),
      );
      const stream = withoutBody.has(status) ? null : (Readable.toWeb(answer) as unknown as ReadableStream);
      if (stream === null) answer.resume();
      return new Response(stream, { status, headers: pairs });
    },
    close: connector.close,
  };
}
