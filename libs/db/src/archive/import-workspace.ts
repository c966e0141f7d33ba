import type { Database, Queryable } from '../database';
import { type ArchiveEntry, type ArchiveHeader, BadArchiveError, WorkspaceExistsError } from './archive-entry';
import { type WorkspaceTable, readWorkspaceTables } from './read-workspace-tables';
import * as sql from './workspace-tables.sql';

export interface ImportOptions {
  /** Takes the place of a workspace that is here already. */
  replace?: boolean;
  /** A piece of a file. */
  onFile(path: string, piece: Buffer): Promise<void>;
  /** All is there, and nothing is committed yet: files are checked and put in place. Returns how many there are. */
  onFiles(): Promise<number>;
  onProgress?(done: number, total: number): void;
}

export interface WorkspaceImport {
  workspace: ArchiveHeader['workspace'];
  rows: number;
  files: number;
}

const batchRows = 500;
const batchCharacters = 1_000_000;

/**
 * Takes in an archive as a whole or not at all, a batch of rows in memory at a time. Older archives are read as long as
 * their columns are known. Throws BadArchiveError, WorkspaceExistsError.
 */
export function importWorkspace(
  database: Database,
  entries: AsyncIterable<ArchiveEntry>,
  options: ImportOptions,
): Promise<WorkspaceImport> {
  return database
    .transaction((tx) => takeIn(tx, entries, options))
    .catch((error: unknown) => {
      throw explain(error);
    });
}

/** What the database says of rows that it does not take. */
function explain(error: unknown): unknown {
  const { code = '', detail, message } = error as { code?: string; detail?: string; message: string };
  if (code === '23505')
    return new BadArchiveError(`the archive has what another workspace here has already: ${detail ?? message}`);
  const isOfRows = /^2[23]/.test(code);
  return isOfRows ? new BadArchiveError(`the database takes a row of the archive for wrong: ${message}`) : error;
}

async function takeIn(
  tx: Queryable,
  entries: AsyncIterable<ArchiveEntry>,
  options: ImportOptions,
): Promise<WorkspaceImport> {
  const { onFile, onFiles, onProgress } = options;
  let header: ArchiveHeader | null = null;
  let [rows, files, isWhole] = [0, 0, false];
  let writer: ReturnType<typeof createWriter> | null = null;
  for await (const entry of entries) {
    if (isWhole) throw new BadArchiveError('the archive goes on after its end');
    if (entry.kind === 'header') {
      if (header !== null) throw new BadArchiveError('the archive has two beginnings');
      header = entry;
      await makeRoom(tx, header, options.replace ?? false);
      writer = createWriter(tx, await readWorkspaceTables(tx), header.workspace.id);
    } else if (header === null || writer === null) throw new BadArchiveError('the file is no archive of a workspace');
    else if (entry.kind === 'row') {
      await writer.add(entry.table, entry.row);
      rows++;
      onProgress?.(rows, header.rows);
    } else if (entry.kind === 'file') await onFile(entry.path, Buffer.from(entry.base64, 'base64'));
    else {
      if (entry.rows !== rows) throw new BadArchiveError(`the archive has ${rows} rows of ${entry.rows}`);
      files = await onFiles();
      if (entry.files !== files) throw new BadArchiveError(`the archive has ${files} files of ${entry.files}`);
      isWhole = true;
    }
  }
  if (header === null || writer === null) throw new BadArchiveError('the file is no archive of a workspace');
  if (!isWhole) throw new BadArchiveError('the archive ends too early: it was not written to its end');
  await writer.end();
  return { workspace: header.workspace, rows, files };
}

async function makeRoom(tx: Queryable, { schema, workspace }: ArchiveHeader, replace: boolean): Promise<void> {
  if ((await tx.query(sql.selectMigration(schema))).length === 0)
    throw new BadArchiveError(`the archive comes from a newer version (${schema}): update this one first`);
  const occupied = await tx.query<{ id: string; slug: string }>(sql.selectOccupied(workspace.id, workspace.slug));
  if (occupied[0] === undefined) return;
  if (!replace) throw new WorkspaceExistsError(occupied[0].slug);
  await tx.query(sql.deleteWorkspaces(occupied.map(({ id }) => id)));
}

/** Writes rows in batches of a table; every row has to be of the workspace. */
function createWriter(tx: Queryable, tables: readonly WorkspaceTable[], workspaceId: string) {
  const known = new Map(tables.map((table) => [table.name, table]));
  let pointers: Record<string, unknown> = {};
  let batch = { table: '', columns: [] as string[], rows: [] as string[], characters: 0 };

  async function flush(): Promise<void> {
    if (batch.rows.length > 0) await tx.query(sql.insertRows(batch.table, batch.columns, `[${batch.rows.join(',')}]`));
    batch = { ...batch, rows: [], characters: 0 };
  }

  return {
    async add(name: string, row: Record<string, unknown>): Promise<void> {
      const table = known.get(name);
      if (table === undefined) throw new BadArchiveError(`the archive has a table ${name} that is not known here`);
      if (row[name === 'workspace' ? 'id' : 'workspace_id'] !== workspaceId)
        throw new BadArchiveError(`a row of ${name} belongs to another workspace`);
      const strange = Object.keys(row).find((column) => !table.columns.includes(column));
      if (strange !== undefined) throw new BadArchiveError(`the column ${name}.${strange} is not known here`);
      const columns = Object.keys(row).filter((column) => !table.pointers.includes(column));
      for (const column of table.pointers) pointers = { ...pointers, [column]: row[column] ?? null };
      if (batch.table !== name || String(batch.columns) !== String(columns)) {
        await flush();
        batch = { table: name, columns, rows: [], characters: 0 };
      }
      const text = JSON.stringify(row);
      batch.rows.push(text);
      batch.characters += text.length;
      if (batch.rows.length >= batchRows || batch.characters >= batchCharacters) await flush();
    },
    async end(): Promise<void> {
      await flush();
      if (Object.keys(pointers).length > 0) await tx.query(sql.pointWorkspace(workspaceId, pointers));
    },
  };
}
