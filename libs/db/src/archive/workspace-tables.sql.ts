import type { Sql } from '../database';

export interface ColumnRecord {
  table: string;
  column: string;
  /** Numbered by the database itself. */
  serial: boolean;
}

/** Columns that are written, of the tables that hold a workspace's rows and of its own. */
export const selectColumns = (): Sql => ({
  text: `SELECT c.table_name AS "table", c.column_name AS "column",
      c.is_identity = 'YES' OR coalesce(c.column_default LIKE 'nextval(%', false) AS serial
    FROM information_schema.columns c
    WHERE c.table_schema = current_schema() AND c.is_generated = 'NEVER'
      AND (c.table_name = 'workspace' OR EXISTS (SELECT 1 FROM information_schema.columns w
        WHERE w.table_schema = c.table_schema AND w.table_name = c.table_name AND w.column_name = 'workspace_id'))
    ORDER BY c.table_name, c.ordinal_position`,
  values: [],
});

export interface ReferenceRecord {
  from: string;
  to: string;
  column: string;
}
export const selectReferences = (): Sql => ({
  text: `SELECT f.relname AS "from", t.relname AS "to", a.attname AS "column"
    FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)
    WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace`,
  values: [],
});

export const selectWorkspace = (slug: string): Sql => ({
  text: 'SELECT id, slug, name FROM workspace WHERE slug = $1',
  values: [slug],
});

export const selectLastMigration = (): Sql => ({
  text: `SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL
    ORDER BY migration_name DESC LIMIT 1`,
  values: [],
});

export const selectMigration = (name: string): Sql => ({
  text: 'SELECT 1 AS known FROM _prisma_migrations WHERE migration_name = $1 AND rolled_back_at IS NULL',
  values: [name],
});

/** One state of the database for all that is read. */
export const beginSnapshot = (): Sql => ({
  text: 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY',
  values: [],
});

/** A cursor takes no parameters: the workspace is a setting of the transaction. */
export const chooseWorkspace = (workspaceId: string): Sql => ({
  text: `SELECT set_config('switchboard.archived', $1, true)`,
  values: [workspaceId],
});
const isChosen = (table: string): string =>
  `${table === 'workspace' ? 'id' : 'workspace_id'} = current_setting('switchboard.archived')::uuid`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const countRows = (table: string): Sql => ({
  text: `SELECT count(*)::int AS count FROM ${quoted(table)} WHERE ${isChosen(table)}`,
  values: [],
});

export const declareRows = (table: string, columns: readonly string[], orderedBy: string | null): Sql => ({
  text: `DECLARE archived NO SCROLL CURSOR FOR SELECT to_jsonb(r) AS row FROM (
      SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)} WHERE ${isChosen(table)}
      ${orderedBy === null ? '' : `ORDER BY ${quoted(orderedBy)}`}) r`,
  values: [],
});
export const fetchRows = (count: number): Sql => ({ text: `FETCH ${count} FROM archived`, values: [] });
export const closeRows = (): Sql => ({ text: 'CLOSE archived', values: [] });

export const selectOccupied = (id: string, slug: string): Sql => ({
  text: 'SELECT id, slug FROM workspace WHERE id = $1 OR slug = $2 FOR UPDATE',
  values: [id, slug],
});
export const deleteWorkspaces = (ids: readonly string[]): Sql => ({
  text: 'DELETE FROM workspace WHERE id = ANY($1)',
  values: [ids],
});

export const insertRows = (table: string, columns: readonly string[], rows: string): Sql => ({
  text: `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')})
    SELECT ${columns.map(quoted).join(', ')} FROM jsonb_populate_recordset(NULL::${quoted(table)}, $1::jsonb)`,
  values: [rows],
});

/** Pointers of the workspace into its own rows, once these are there. */
export const pointWorkspace = (id: string, pointers: Record<string, unknown>): Sql => ({
  text: `UPDATE workspace SET ${Object.keys(pointers)
    .map((column, index) => `${quoted(column)} = $${index + 2}`)
    .join(', ')} WHERE id = $1`,
  values: [id, ...Object.values(pointers)],
});
