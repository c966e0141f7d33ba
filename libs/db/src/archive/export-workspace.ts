import type { Database, Queryable } from '../database';
import { type ArchiveEntry, archiveFormat } from './archive-entry';
import { type WorkspaceTable, readWorkspaceTables } from './read-workspace-tables';
import * as sql from './workspace-tables.sql';

export interface ExportOptions {
  write(entry: ArchiveEntry): Promise<void>;
  /** Writes what lies in files, such as models, and returns how many there were. Before the end of the archive. */
  writeFiles(): Promise<number>;
  onProgress?(done: number, total: number): void;
}

export interface ExportReport {
  rows: number;
  files: number;
  /** Connections to tools whose secret only this installation can read: it is left out. */
  secrets: number;
}

/** Of rows that may be large (files that somebody brought) one is in memory at a time. */
const pageOf = ({ name }: WorkspaceTable): number => (name === 'source_upload' ? 1 : 200);

/**
 * Writes all of a workspace in one state of the database, a page of rows in memory at a time: also beside a running desk
 * on PostgreSQL. Agents sign in again elsewhere. Null when there is no such workspace.
 */
export function exportWorkspace(
  database: Database,
  slug: string,
  options: ExportOptions,
): Promise<ExportReport | null> {
  const { write, writeFiles, onProgress } = options;
  return database.transaction(async (tx) => {
    await tx.query(sql.beginSnapshot());
    const [workspace] = await tx.query<{ id: string; slug: string; name: string }>(sql.selectWorkspace(slug));
    if (workspace === undefined) return null;
    await tx.query(sql.chooseWorkspace(workspace.id));
    const tables = await readWorkspaceTables(tx);
    const total = await countAll(tx, tables);
    const [last] = await tx.query<{ name: string }>(sql.selectLastMigration());
    const at = new Date().toISOString();
    await write({ kind: 'header', format: archiveFormat, schema: last?.name ?? '', workspace, rows: total, at });
    let [rows, secrets] = [0, 0];
    for (const table of tables)
      for await (const row of readRows(tx, table)) {
        if (hidesSecret(table.name, row)) secrets++;
        await write({ kind: 'row', table: table.name, row });
        rows++;
        onProgress?.(rows, total);
      }
    const files = await writeFiles();
    await write({ kind: 'end', rows, files });
    return { rows, files, secrets };
  });
}

async function countAll(tx: Queryable, tables: readonly WorkspaceTable[]): Promise<number> {
  let total = 0;
  for (const { name } of tables) total += (await tx.query<{ count: number }>(sql.countRows(name)))[0]?.count ?? 0;
  return total;
}

async function* readRows(tx: Queryable, table: WorkspaceTable): AsyncGenerator<Record<string, unknown>> {
  await tx.query(sql.declareRows(table.name, table.columns, table.serial));
  for (;;) {
    const page = await tx.query<{ row: Record<string, unknown> }>(sql.fetchRows(pageOf(table)));
    for (const { row } of page) yield row;
    if (page.length < pageOf(table)) break;
  }
  await tx.query(sql.closeRows());
}

/** Sealed with a key that does not leave the installation. */
function hidesSecret(table: string, row: Record<string, unknown>): boolean {
  if (table !== 'tool_connection' || row['secret'] === null) return false;
  row['secret'] = null;
  return true;
}
