import type { Queryable } from '../database';
import * as sql from './workspace-tables.sql';

export interface WorkspaceTable {
  name: string;
  /** Those that an archive holds: what the database numbers or makes itself is left to it. */
  columns: string[];
  /** Numbered by the database: the order in which the rows came. */
  serial: string | null;
  /** Columns that are filled when all rows are there. */
  pointers: string[];
}

/** The tables that hold a workspace's rows, those that are referred to first, as the database itself describes them. */
export async function readWorkspaceTables(database: Queryable): Promise<WorkspaceTable[]> {
  const columns = await database.query<sql.ColumnRecord>(sql.selectColumns());
  const references = await database.query<sql.ReferenceRecord>(sql.selectReferences());
  const names = [...new Set(columns.map(({ table }) => table))];
  // The workspace points into its own rows, which are there after it.
  const needed = references.filter(({ from, to }) => from !== to && from !== 'workspace' && names.includes(to));
  return inOrder(names, needed).map((name) => {
    const own = columns.filter(({ table }) => table === name);
    return {
      name,
      columns: own.filter(({ serial }) => !serial).map(({ column }) => column),
      serial: own.find(({ serial }) => serial)?.column ?? null,
      pointers: references.filter(({ from }) => from === name && name === 'workspace').map(({ column }) => column),
    };
  });
}

function inOrder(names: readonly string[], needed: readonly sql.ReferenceRecord[]): string[] {
  const ordered: string[] = [];
  const left = new Set(names);
  while (left.size > 0) {
    const free = [...left].filter((name) => !needed.some(({ from, to }) => from === name && left.has(to)));
    if (free.length === 0) throw new Error(`the tables ${[...left].join(', ')} refer to each other in a circle`);
    for (const name of free) {
      ordered.push(name);
      left.delete(name);
    }
  }
  return ordered;
}
