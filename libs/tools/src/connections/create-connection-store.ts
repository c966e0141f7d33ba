import { randomUUID } from 'node:crypto';
import type { ConnectedTool, Connection, ConnectionAuth, ToolRequest } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import type { SentRequest } from '../http/create-http-tool';
import * as sql from './connection.sql';
import type { Seal } from './create-seal';

/** No such connection in this workspace. */
export class ConnectionNotFoundError extends Error {
  readonly code = 'connection-not-found';
  constructor(readonly connection: string) {
    super(`there is no connection ${connection}`);
  }
}

export interface ConnectionRow {
  name: string;
  kind: 'openapi' | 'mcp';
  url: string;
  auth: { header: string; env: string | null } | null;
  secret: string | null;
  tools: ConnectedTool[];
  updated_at: Date;
}

export interface NewConnection {
  name: string;
  kind: ConnectionRow['kind'];
  url: string;
  auth: ConnectionAuth | null;
  tools: ConnectedTool[];
}

/** A connection with what its tools need to run. */
export interface OpenConnection extends Omit<ConnectionRow, 'secret' | 'auth' | 'updated_at'> {
  /** Throws SealBrokenError, and MissingSecretError for a variable that is not set. */
  readAuth(): Record<string, string>;
}

/** The environment variable that holds a connection's secret is not set. */
export class MissingSecretError extends Error {
  readonly code = 'no-secret';
  constructor(readonly variable: string) {
    super(`the environment variable ${variable} is not set`);
  }
}

interface RequestRow {
  connection: string;
  tool: string;
  host: string;
  conversation_id: string | null;
  sent_bytes: number;
  outcome: string;
  ms: number;
  created_at: Date;
}

/** Tools outside of the desk and what was sent to them; secrets are sealed. The only code that touches these tables. */
export function createConnectionStore(database: Database, seal: Seal, environment = process.env) {
  return {
    listConnections: async (workspaceId: string): Promise<Connection[]> =>
      (await database.query<ConnectionRow>(sql.selectConnections(workspaceId))).map(toConnection),
    async openConnections(workspaceId: string): Promise<OpenConnection[]> {
      const rows = await database.query<ConnectionRow>(sql.selectConnections(workspaceId));
      return rows.map((row) => ({ ...row, readAuth: () => authHeader(row, seal, environment) }));
    },
    /** Replaces one of the same name. A header without a value keeps the secret that was stored for it. */
    async saveConnection(workspaceId: string, { auth, ...given }: NewConnection): Promise<Connection> {
      const known = (await database.query<ConnectionRow>(sql.selectConnections(workspaceId))).find(
        ({ name }) => name === given.name,
      );
      const keepsSecret =
        auth !== null && auth.secret === undefined && auth.env === undefined && known?.url === given.url;
      const secret =
        auth?.secret === undefined ? (keepsSecret ? (known?.secret ?? null) : null) : seal.seal(auth.secret);
      const shown = auth === null ? null : { header: auth.header, env: auth.env ?? null };
      const [row] = await database.query<ConnectionRow>(
        sql.upsertConnection(workspaceId, { ...given, auth: shown, secret }),
      );
      if (row === undefined) throw new ConnectionNotFoundError(given.name);
      return toConnection(row);
    },
    /** Throws ConnectionNotFoundError. */
    async saveTools(workspaceId: string, name: string, tools: readonly ConnectedTool[]): Promise<Connection> {
      const [row] = await database.query<ConnectionRow>(sql.updateTools(workspaceId, name, tools));
      if (row === undefined) throw new ConnectionNotFoundError(name);
      return toConnection(row);
    },
    async removeConnection(workspaceId: string, name: string): Promise<void> {
      const removed = await database.query(sql.deleteConnection(workspaceId, name));
      if (removed.length === 0) throw new ConnectionNotFoundError(name);
    },
    writeRequest: async (request: SentRequest): Promise<void> =>
      void (await database.query(sql.insertRequest(randomUUID(), request))),
    listRequests: async (workspaceId: string, limit: number): Promise<ToolRequest[]> =>
      (await database.query<RequestRow>(sql.selectRequests(workspaceId, limit))).map((row) => ({
        tool: row.tool,
        connection: row.connection,
        host: row.host,
        conversationId: row.conversation_id,
        sentBytes: row.sent_bytes,
        outcome: row.outcome,
        ms: row.ms,
        createdAt: row.created_at.toISOString(),
      })),
  };
}

export type ConnectionStore = ReturnType<typeof createConnectionStore>;

function authHeader(
  { auth, secret }: ConnectionRow,
  seal: Seal,
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  if (auth === null) return {};
  if (auth.env === null) return secret === null ? {} : { [auth.header]: seal.open(secret) };
  const value = environment[auth.env];
  if (value === undefined || value === '') throw new MissingSecretError(auth.env);
  return { [auth.header]: value };
}

function toConnection({ name, kind, url, auth, tools, updated_at: at }: ConnectionRow): Connection {
  const from = (auth?.env ?? null) === null ? 'secret' : 'env';
  return {
    name,
    kind,
    url,
    auth: auth === null ? null : { header: auth.header, from, env: auth.env },
    tools: tools.map(({ description }) => ({
      name: description.name,
      risk: description.risk,
      description: description.description,
    })),
    updatedAt: at.toISOString(),
  };
}
