import type { Sql } from '@switchboard/db';

const memberColumns = 'id, email, name, role, must_change_password, created_at';

export const selectMembers = (workspaceId: string): Sql => ({
  text: `SELECT ${memberColumns} FROM agent WHERE workspace_id = $1 AND removed_at IS NULL ORDER BY created_at, email`,
  values: [workspaceId],
});

/** Somebody new, or somebody of this workspace who had left. No row: the email is somebody else's. */
export const upsertMember = (row: {
  id: string;
  workspaceId: string;
  email: string;
  name: string;
  role: string;
  passwordHash: string;
}): Sql => ({
  text: `INSERT INTO agent (id, workspace_id, email, name, role, password_hash) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (email) DO UPDATE SET name = excluded.name, role = excluded.role,
      password_hash = excluded.password_hash, must_change_password = true, removed_at = NULL
    WHERE agent.workspace_id = excluded.workspace_id AND agent.removed_at IS NOT NULL
    RETURNING ${memberColumns}`,
  values: [row.id, row.workspaceId, row.email, row.name, row.role, row.passwordHash],
});

export const resetPassword = (workspaceId: string, id: string, passwordHash: string): Sql => ({
  text: `UPDATE agent SET password_hash = $3, must_change_password = true
    WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL RETURNING ${memberColumns}`,
  values: [workspaceId, id, passwordHash],
});

export const removeMember = (workspaceId: string, id: string): Sql => ({
  text: 'UPDATE agent SET removed_at = now() WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL RETURNING id',
  values: [workspaceId, id],
});

export const deleteSessionsOf = (agentId: string): Sql => ({
  text: 'DELETE FROM agent_session WHERE agent_id = $1',
  values: [agentId],
});

const keyColumns = 'id, name, scopes, created_at, last_used_at';

export const selectKeys = (workspaceId: string): Sql => ({
  text: `SELECT ${keyColumns} FROM api_key WHERE workspace_id = $1 AND revoked_at IS NULL ORDER BY created_at, name`,
  values: [workspaceId],
});

/** No row when the key is there already: it stays as it is. */
export const insertKey = (row: {
  id: string;
  workspaceId: string;
  name: string;
  keyHash: string;
  scopes: readonly string[];
}): Sql => ({
  text: `INSERT INTO api_key (id, workspace_id, name, key_hash, scopes) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (key_hash) DO NOTHING RETURNING ${keyColumns}`,
  values: [row.id, row.workspaceId, row.name, row.keyHash, row.scopes],
});

export const revokeKey = (workspaceId: string, id: string): Sql => ({
  text: 'UPDATE api_key SET revoked_at = now() WHERE workspace_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id',
  values: [workspaceId, id],
});
