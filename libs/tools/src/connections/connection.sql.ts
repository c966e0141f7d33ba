import type { ConnectedTool } from '@switchboard/contracts';
import type { Sql } from '@switchboard/db';
import type { SentRequest } from '../http/create-http-tool';
import type { ConnectionRow } from './create-connection-store';

const columns = 'name, kind, url, auth, secret, tools, updated_at';

export const selectConnections = (workspaceId: string): Sql => ({
  text: `SELECT ${columns} FROM tool_connection WHERE workspace_id = $1 ORDER BY name`,
  values: [workspaceId],
});

export const upsertConnection = (workspaceId: string, row: Omit<ConnectionRow, 'updated_at'>): Sql => ({
  text: `INSERT INTO tool_connection (workspace_id, name, kind, url, auth, secret, tools) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (workspace_id, name) DO UPDATE SET kind = excluded.kind, url = excluded.url, auth = excluded.auth,
      secret = excluded.secret, tools = excluded.tools, updated_at = now() RETURNING ${columns}`,
  values: [
    workspaceId,
    row.name,
    row.kind,
    row.url,
    row.auth === null ? null : JSON.stringify(row.auth),
    row.secret,
    JSON.stringify(row.tools),
  ],
});

export const updateTools = (workspaceId: string, name: string, tools: readonly ConnectedTool[]): Sql => ({
  text: `UPDATE tool_connection SET tools = $3, updated_at = now() WHERE workspace_id = $1 AND name = $2 RETURNING ${columns}`,
  values: [workspaceId, name, JSON.stringify(tools)],
});

export const deleteConnection = (workspaceId: string, name: string): Sql => ({
  text: 'DELETE FROM tool_connection WHERE workspace_id = $1 AND name = $2 RETURNING name',
  values: [workspaceId, name],
});

/** A conversation that was erased meanwhile leaves no trace here. */
export const insertRequest = (id: string, request: SentRequest): Sql => ({
  text: `INSERT INTO tool_request (id, workspace_id, conversation_id, connection, tool, host, sent_bytes, outcome, ms)
    SELECT $1, $2, c.id, $4, $5, $6, $7, $8, $9 FROM (SELECT 1) one LEFT JOIN conversation c ON c.id = $3`,
  values: [
    id,
    request.workspaceId,
    request.conversationId,
    request.connection,
    request.tool,
    request.host,
    request.sentBytes,
    request.outcome,
    request.ms,
  ],
});

export const selectRequests = (workspaceId: string, limit: number): Sql => ({
  text: `SELECT connection, tool, host, conversation_id, sent_bytes, outcome, ms, created_at FROM tool_request
    WHERE workspace_id = $1 ORDER BY created_at DESC LIMIT $2`,
  values: [workspaceId, limit],
});
