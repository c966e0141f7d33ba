import type { ConnectedTool, ToolOutcome } from '@switchboard/contracts';
import type { Tool } from '../tool';
import { buildRequest } from './build-request';
import { readResponse } from './read-response';

/** As the global one, but bound to what the desk may connect to. */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** One request that left the desk; what it sent stays unsaid. */
export interface SentRequest {
  workspaceId: string;
  conversationId: string | null;
  connection: string;
  tool: string;
  host: string;
  sentBytes: number;
  outcome: string;
  ms: number;
}

export interface OutsideParts {
  /** The connection's name and address. */
  connection: { name: string; url: string };
  fetch: Fetch;
  /** The header that the desk shows itself with. Throws when the value cannot be had. */
  readAuth(): Record<string, string>;
  onSent(request: SentRequest): void;
}

/** A tool that is one HTTP request, as an OpenAPI document describes it. */
export function createHttpTool({ description, request }: ConnectedTool, parts: OutsideParts): Tool {
  const { connection, fetch, readAuth, onSent } = parts;
  return {
    description,
    connection: connection.name,
    async run(args, { workspaceId, conversationId, idempotencyKey, signal }) {
      if (request === undefined) return { ok: false, code: 'no-request', detail: 'the tool has no request' };
      const { url, headers, body } = buildRequest(connection.url, request, args);
      const started = performance.now();
      const outcome = await send().catch(asOutcome);
      onSent({
        workspaceId,
        conversationId: conversationId === '' ? null : conversationId,
        connection: connection.name,
        tool: description.name,
        host: new URL(url).host,
        sentBytes: Buffer.byteLength(url) + Buffer.byteLength(body ?? ''),
        outcome: outcome.ok ? 'ok' : outcome.code,
        ms: Math.round(performance.now() - started),
      });
      signal.throwIfAborted();
      return outcome;

      async function send(): Promise<ToolOutcome> {
        const key: Record<string, string> = description.risk === 'write' ? { 'Idempotency-Key': idempotencyKey } : {};
        const response = await fetch(url, {
          method: request?.method.toUpperCase() ?? 'GET',
          headers: { Accept: 'application/json', ...headers, ...key, ...readAuth() },
          body,
          redirect: 'manual',
          signal,
        });
        return readResponse(response);
      }
    },
  };
}

/** Why nothing came back, in words that hold no header and no key. */
export function asOutcome(error: unknown): ToolOutcome {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === 'no-secret') return { ok: false, code, detail: String(message) };
  const reason = (error as { reason?: unknown }).reason;
  if (typeof reason === 'string') return { ok: false, code: reason, detail: String(message) };
  return { ok: false, code: 'unreachable', detail: typeof code === 'string' ? code : 'the other side does not answer' };
}
