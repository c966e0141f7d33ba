import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Fetch } from '../http/create-http-tool';
import { type Json, isObject } from '../openapi/json-value';

/** A server on the network, or a program of this machine that the operator has named in a file. */
export type McpServer =
  | { kind: 'http'; url: string; headers: Record<string, string> }
  | { kind: 'stdio'; command: string; args: readonly string[]; env: Record<string, string> };

/** A tool as a server describes it. What it says of itself is a hint. */
export interface McpTool {
  name: string;
  description: string;
  inputSchema: Record<string, Json>;
  isReadOnly: boolean;
}

export interface McpResult {
  isError: boolean;
  text: string;
  structured: Json | undefined;
}

/** The server cannot be reached, or does not speak MCP. */
export class McpError extends Error {
  readonly code = 'mcp-unreachable';
}

export interface McpOptions {
  fetch: Fetch;
  connectTimeoutMs?: number;
  /** A connection that nobody uses is closed after it. */
  idleMs?: number;
}

const mostTools = 200;
const longestText = 2 * 1024 * 1024;

/**
 * Clients of MCP servers (streamable HTTP, or stdio), opened at the first use and kept while they are used. One that has
 * broken off is opened anew at the next call; a call that may have arrived is not made again.
 */
export function createMcpClients({ fetch, connectTimeoutMs = 10_000, idleMs = 60_000 }: McpOptions) {
  const open = new Map<string, { client: Promise<Client>; idle: NodeJS.Timeout }>();

  function clientOf(server: McpServer): Promise<Client> {
    const key = JSON.stringify(server);
    const known = open.get(key);
    if (known !== undefined) {
      known.idle.refresh();
      return known.client;
    }
    const client = connect(server);
    const drop = (): void => {
      const entry = open.get(key);
      if (entry?.client !== client) return;
      clearTimeout(entry.idle);
      open.delete(key);
    };
    const idle = setTimeout(() => {
      drop();
      void client.then((one) => one.close()).catch(() => undefined);
    }, idleMs);
    idle.unref();
    open.set(key, { client, idle });
    client.then((one) => (one.onclose = drop), drop);
    return client;
  }

  async function connect(server: McpServer): Promise<Client> {
    const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
    const client = new Client({ name: 'switchboard', version: '1' });
    try {
      await client.connect(await transportOf(server), { timeout: connectTimeoutMs });
      return client;
    } catch (error) {
      await client.close().catch(() => undefined);
      throw toMcpError(error);
    }
  }

  async function transportOf(server: McpServer): Promise<Transport> {
    if (server.kind === 'stdio') {
      const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
      return new StdioClientTransport({ ...server, args: [...server.args], stderr: 'ignore' });
    }
    const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
    return new StreamableHTTPClientTransport(new URL(server.url), {
      fetch,
      requestInit: { headers: server.headers },
    }) as Transport;
  }

  async function forget(server: McpServer): Promise<void> {
    const key = JSON.stringify(server);
    const entry = open.get(key);
    if (entry === undefined) return;
    clearTimeout(entry.idle);
    open.delete(key);
    await entry.client.then((one) => one.close()).catch(() => undefined);
  }

  /** A session that the server no longer knows was refused before anything was done: it is opened anew, once. */
  async function withClient<T>(server: McpServer, work: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await work(await clientOf(server));
    } catch (error) {
      await forget(server);
      if (!isLostSession(error)) throw error instanceof McpError ? error : toMcpError(error);
      return work(await clientOf(server)).catch((second: unknown) => {
        throw toMcpError(second);
      });
    }
  }

  return {
    /** Throws McpError. */
    listTools: (server: McpServer): Promise<McpTool[]> =>
      withClient(server, async (client) => {
        const tools: McpTool[] = [];
        let cursor: string | undefined;
        do {
          const page = await client.listTools(cursor === undefined ? {} : { cursor }, { timeout: connectTimeoutMs });
          for (const { name, description = '', inputSchema, annotations } of page.tools)
            tools.push({
              name,
              description,
              inputSchema: inputSchema as Record<string, Json>,
              isReadOnly: annotations?.readOnlyHint === true,
            });
          cursor = page.nextCursor;
        } while (cursor !== undefined && tools.length < mostTools);
        return tools.slice(0, mostTools);
      }),
    /** Throws McpError, and the signal's reason. */
    callTool: (server: McpServer, name: string, args: Record<string, Json>, signal: AbortSignal): Promise<McpResult> =>
      withClient(server, async (client) => {
        signal.throwIfAborted();
        return toResult(await client.callTool({ name, arguments: args }, undefined, { signal }));
      }),
    close: async (): Promise<void> => {
      const entries = [...open.values()];
      open.clear();
      for (const { client, idle } of entries) {
        clearTimeout(idle);
        await client.then((one) => one.close()).catch(() => undefined);
      }
    },
  };
}

export type McpClients = ReturnType<typeof createMcpClients>;

const isLostSession = (error: unknown): boolean => (error as { code?: unknown }).code === 404;

function toMcpError(error: unknown): McpError {
  const { reason, message } = error as { reason?: unknown; message?: unknown };
  const words = typeof reason === 'string' ? reason : String(message ?? error);
  return new McpError(words.slice(0, 200), { cause: error });
}

function toResult(result: object): McpResult {
  const { content, isError, structuredContent } = result as {
    content?: { type: string; text?: string }[];
    isError?: boolean;
    structuredContent?: Json;
  };
  const text = (content ?? []).map((part) => (part.type === 'text' ? (part.text ?? '') : `[${part.type}]`)).join('\n');
  return {
    isError: isError === true,
    text: text.slice(0, longestText),
    structured: isObject(structuredContent) ? structuredContent : undefined,
  };
}
