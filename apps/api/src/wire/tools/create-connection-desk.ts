import {
  type Connection,
  type OpenApiPreview,
  type SaveConnection,
  type ToolRequest,
  limits,
} from '@switchboard/contracts';
import {
  type ConnectionStore,
  type Fetch,
  OpenApiError,
  type SentRequest,
  type Tool,
  type McpClients,
  createHttpTool,
  createMcpTool,
  readOpenApi,
  toConnectedTools,
  toMcpTools,
} from '@switchboard/tools';

import type { McpProgram } from '../../config/read-mcp-servers';
import { createProgramTools } from './create-program-tools';

/** What was given for a connection cannot be one; the message says why. */
export class ConnectionRefusedError extends Error {
  readonly code = 'connection-refused';
}

export interface ConnectionDeskParts {
  store: ConnectionStore;
  fetch: Fetch;
  clients: McpClients;
  /** MCP servers that are programs of this machine. */
  programs: readonly McpProgram[];
  onError(error: unknown): void;
}

const documentTimeoutMs = 15_000;

/** Tools outside of the desk: taken in from documents, listed, removed, and made ready to run. */
export function createConnectionDesk({ store, fetch, clients, programs, onError }: ConnectionDeskParts) {
  const writing = new Set<Promise<void>>();
  const onSent = (request: SentRequest): void => {
    const written = store
      .writeRequest(request)
      .catch(onError)
      .finally(() => writing.delete(written));
    writing.add(written);
  };

  const ofPrograms = createProgramTools({ programs, clients, onSent, onError });

  async function save(workspaceId: string, given: SaveConnection): Promise<Connection> {
    if (given.kind === 'mcp') return saveServer(workspaceId, given);
    const { name, auth, document, operations } = given;
    const api = readOpenApi(document);
    const url = given.baseUrl ?? api.baseUrl;
    if (url === '') throw new ConnectionRefusedError('the document does not say where it is served: give the address');
    return store.saveConnection(workspaceId, {
      name,
      kind: 'openapi',
      url,
      auth,
      tools: toConnectedTools(name, api, operations),
    });
  }

  /** What the server offers is read once more at each save. */
  async function saveServer(workspaceId: string, given: Extract<SaveConnection, { kind: 'mcp' }>): Promise<Connection> {
    const { name, url, auth, bind } = given;
    const isNew = (await store.listConnections(workspaceId)).every((known) => known.name !== name);
    await store.saveConnection(workspaceId, { name, kind: 'mcp', url, auth, tools: [] });
    try {
      const opened = (await store.openConnections(workspaceId)).find((connection) => connection.name === name);
      const server = { kind: 'http' as const, url, headers: opened?.readAuth() ?? {} };
      const tools = toMcpTools(name, await clients.listTools(server), bind);
      if (tools.length === 0) throw new ConnectionRefusedError('it has no tools that can be called');
      return await store.saveTools(workspaceId, name, tools);
    } catch (error) {
      if (isNew) await store.removeConnection(workspaceId, name);
      throw new ConnectionRefusedError(`the MCP server cannot be used: ${(error as Error).message}`, { cause: error });
    }
  }

  return {
    list: async (workspaceId: string): Promise<Connection[]> => [
      ...(await store.listConnections(workspaceId)),
      ...(await ofPrograms.listConnections()),
    ],
    remove: (workspaceId: string, name: string): Promise<void> => store.removeConnection(workspaceId, name),
    listRequests: (workspaceId: string, limit: number): Promise<ToolRequest[]> =>
      store.listRequests(workspaceId, limit),
    save,
    /** Waits until everything that was sent is written down. */
    settle: async (): Promise<void> => void (await Promise.all(writing)),
    /** The text of a document at an address. Throws ConnectionRefusedError. */
    fetchDocument,
    /** What a document offers. Throws OpenApiError. */
    preview: (document: string): OpenApiPreview => previewOf(document),
    /** The tools of all connections of a workspace. */
    async readTools(workspaceId: string): Promise<Tool[]> {
      const connections = await store.openConnections(workspaceId);
      const ofNetwork = connections.flatMap(({ tools, readAuth, name, url }) =>
        tools.map((tool) => {
          const connection = { name, url };
          if (tool.remoteName === undefined) return createHttpTool(tool, { connection, fetch, readAuth, onSent });
          const readServer = () => ({ kind: 'http' as const, url, headers: readAuth() });
          return createMcpTool(tool, { connection, clients, readServer, onSent });
        }),
      );
      return [...ofNetwork, ...(await ofPrograms.readTools())];
    },
  };

  async function fetchDocument(url: string): Promise<string> {
    const response = await fetch(url, { signal: AbortSignal.timeout(documentTimeoutMs) }).catch((error: unknown) => {
      const { reason, message } = error as { reason?: string; message?: string };
      throw new ConnectionRefusedError(`${url} cannot be read: ${reason ?? message}`);
    });
    if (response.status !== 200) throw new ConnectionRefusedError(`${url} answered with ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limits.openApiBytes)
        throw new OpenApiError(`a document may have ${limits.openApiBytes / 1024 / 1024} MB`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

export type ConnectionDesk = ReturnType<typeof createConnectionDesk>;

function previewOf(document: string): OpenApiPreview {
  const { title, baseUrl, operations } = readOpenApi(document);
  return {
    document,
    title,
    baseUrl,
    operations: operations.map(({ id, method, path, description, risk, arguments: args, problem }) => ({
      id,
      method,
      path,
      description,
      risk,
      problem,
      arguments: Object.entries(args).map(([name, argument]) => ({
        name,
        description: argument.description,
        optional: argument.optional,
      })),
    })),
  };
}
