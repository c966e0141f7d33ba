import type { Sql } from '@switchboard/db';

export const insertWorkspace = (row: {
  id: string;
  slug: string;
  name: string;
  policy: object;
  welcome: object;
  hours: object;
}): Sql => ({
  text: 'INSERT INTO workspace (id, slug, name, policy, welcome, hours) VALUES ($1, $2, $3, $4, $5, $6)',
  values: [
    row.id,
    row.slug,
    row.name,
    JSON.stringify(row.policy),
    JSON.stringify(row.welcome),
    JSON.stringify(row.hours),
  ],
});

const workspaceColumns = 'id, slug, name, policy, welcome, hours, embedding_space';
export const selectWorkspaceBySlug = (slug: string): Sql => ({
  text: `SELECT ${workspaceColumns} FROM workspace WHERE slug = $1`,
  values: [slug],
});
export const selectWorkspace = (id: string): Sql => ({
  text: `SELECT ${workspaceColumns} FROM workspace WHERE id = $1`,
  values: [id],
});
export const lockWorkspace = (id: string): Sql => ({
  text: `SELECT ${workspaceColumns} FROM workspace WHERE id = $1 FOR UPDATE`,
  values: [id],
});
/** Replaces whole settings of the policy; the others stay. */
export const updatePolicy = (id: string, settings: object): Sql => ({
  text: `UPDATE workspace SET policy = policy || $2::jsonb WHERE id = $1 RETURNING ${workspaceColumns}`,
  values: [id, JSON.stringify(settings)],
});
export const updateCompany = (
  id: string,
  { name, welcome, hours }: { name: string; welcome: object; hours: object },
): Sql => ({
  text: `UPDATE workspace SET name = $2, welcome = $3::jsonb, hours = $4::jsonb WHERE id = $1 RETURNING ${workspaceColumns}`,
  values: [id, name, JSON.stringify(welcome), JSON.stringify(hours)],
});
export const selectWorkspaces = (): Sql => ({
  text: `SELECT ${workspaceColumns} FROM workspace ORDER BY created_at`,
  values: [],
});

const agentColumns = 'g.id, g.workspace_id, g.email, g.name, g.password_hash, g.must_change_password, g.role';
export const insertAgent = (row: {
  id: string;
  workspaceId: string;
  email: string;
  name: string;
  passwordHash: string;
  role: string;
}): Sql => ({
  text: 'INSERT INTO agent (id, workspace_id, email, name, password_hash, role) VALUES ($1, $2, $3, $4, $5, $6)',
  values: [row.id, row.workspaceId, row.email, row.name, row.passwordHash, row.role],
});
export const selectAgentByEmail = (email: string): Sql => ({
  text: `SELECT ${agentColumns} FROM agent g WHERE g.email = $1 AND g.removed_at IS NULL`,
  values: [email],
});
export const selectAgents = (workspaceId: string): Sql => ({
  text: `SELECT ${agentColumns} FROM agent g WHERE g.workspace_id = $1 AND g.removed_at IS NULL ORDER BY g.created_at`,
  values: [workspaceId],
});
export const updatePassword = (
  workspaceId: string,
  agentId: string,
  passwordHash: string,
  mustChange: boolean,
): Sql => ({
  text: 'UPDATE agent SET password_hash = $3, must_change_password = $4 WHERE workspace_id = $1 AND id = $2',
  values: [workspaceId, agentId, passwordHash, mustChange],
});

export const insertSession = (tokenHash: string, agentId: string, expiresAt: Date): Sql => ({
  text: 'INSERT INTO agent_session (token_hash, agent_id, expires_at) VALUES ($1, $2, $3)',
  values: [tokenHash, agentId, expiresAt],
});
export const selectSession = (tokenHash: string): Sql => ({
  text: `SELECT ${agentColumns} FROM agent_session s JOIN agent g ON g.id = s.agent_id
    WHERE s.token_hash = $1 AND s.expires_at > now() AND g.removed_at IS NULL`,
  values: [tokenHash],
});
export const deleteSession = (tokenHash: string): Sql => ({
  text: 'DELETE FROM agent_session WHERE token_hash = $1 OR expires_at < now()',
  values: [tokenHash],
});
export const deleteOtherSessions = (agentId: string, keepTokenHash: string): Sql => ({
  text: 'DELETE FROM agent_session WHERE agent_id = $1 AND token_hash <> $2',
  values: [agentId, keepTokenHash],
});

export const selectApiKey = (keyHash: string): Sql => ({
  text: `SELECT workspace_id, scopes, last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS touch
    FROM api_key WHERE key_hash = $1 AND revoked_at IS NULL`,
  values: [keyHash],
});
export const touchApiKey = (keyHash: string): Sql => ({
  text: 'UPDATE api_key SET last_used_at = now() WHERE key_hash = $1',
  values: [keyHash],
});

export const insertSecret = (name: string, value: string): Sql => ({
  text: 'INSERT INTO installation_secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
  values: [name, value],
});
export const replaceSecret = (name: string, value: string): Sql => ({
  text: 'INSERT INTO installation_secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2',
  values: [name, value],
});
export const selectSecret = (name: string): Sql => ({
  text: 'SELECT value FROM installation_secret WHERE name = $1',
  values: [name],
});

export const updateEmbeddingSpace = (workspaceId: string, space: string): Sql => ({
  text: 'UPDATE workspace SET embedding_space = $2 WHERE id = $1',
  values: [workspaceId, space],
});
