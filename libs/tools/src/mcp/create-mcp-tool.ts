import type { ConnectedTool, ToolOutcome } from '@switchboard/contracts';
import { type OutsideParts, asOutcome } from '../http/create-http-tool';
import { toValue } from '../http/read-response';
import type { Json } from '../openapi/json-value';
import type { Tool } from '../tool';
import type { McpClients, McpResult, McpServer } from './create-mcp-clients';

export interface McpToolParts extends Omit<OutsideParts, 'fetch' | 'readAuth'> {
  clients: McpClients;
  /** Where the server is, with the header that the desk shows itself with. Throws when that cannot be had. */
  readServer(): McpServer;
}

/** A tool of an MCP server. A server's word that a tool only reads is a hint: a person is asked unless the workspace says otherwise. */
export function createMcpTool({ description, remoteName = '' }: ConnectedTool, parts: McpToolParts): Tool {
  const { connection, clients, readServer, onSent } = parts;
  return {
    description,
    connection: connection.name,
    defaultRule: 'approval',
    async run(args, { workspaceId, conversationId, signal }) {
      const started = performance.now();
      const outcome = await call().catch(asOutcome);
      onSent({
        workspaceId,
        conversationId: conversationId === '' ? null : conversationId,
        connection: connection.name,
        tool: description.name,
        host: URL.canParse(connection.url) ? new URL(connection.url).host : 'this machine',
        sentBytes: Buffer.byteLength(JSON.stringify(args)),
        outcome: outcome.ok ? 'ok' : outcome.code,
        ms: Math.round(performance.now() - started),
      });
      signal.throwIfAborted();
      return outcome;

      async function call(): Promise<ToolOutcome> {
        return toOutcome(await clients.callTool(readServer(), remoteName, { ...args }, signal));
      }
    },
  };
}

function toOutcome({ isError, text, structured }: McpResult): ToolOutcome {
  if (isError) return { ok: false, code: 'tool-error', detail: text.slice(0, 300) };
  return { ok: true, value: toValue(structured ?? asJson(text)) };
}

function asJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
