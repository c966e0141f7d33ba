import type { Sql } from '@switchboard/db';

export interface DefinitionRow {
  kind: 'procedure' | 'tool' | 'safety' | 'vocabulary';
  name: string;
  position: number;
  body: object;
}

export const selectDefinitions = (workspaceId: string): Sql => ({
  text: 'SELECT kind, name, position, body FROM definition WHERE workspace_id = $1 ORDER BY position',
  values: [workspaceId],
});

export const deleteDefinitions = (workspaceId: string): Sql => ({
  text: 'DELETE FROM definition WHERE workspace_id = $1',
  values: [workspaceId],
});

export const insertDefinition = (workspaceId: string, { kind, name, position, body }: DefinitionRow): Sql => ({
  text: 'INSERT INTO definition (workspace_id, kind, name, position, body) VALUES ($1, $2, $3, $4, $5)',
  values: [workspaceId, kind, name, position, JSON.stringify(body)],
});
