import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database, Queryable } from './database';
import { holdLock } from './hold-lock';

/** A migration that was applied has other words now: the database and the code no longer agree. */
export class MigrationEditedError extends Error {
  readonly code = 'migration-edited';
  constructor(readonly migration: string) {
    super(`the migration ${migration} was edited after it had been applied; add a new migration instead`);
  }
}

/** The table as Prisma Migrate writes it, so that its command line may take over. */
const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

const migrationLock = 'migrations';

export interface Migration {
  name: string;
  script: string;
}

/**
 * Applies what is missing of prisma/migrations, each in a transaction of its own, one process at a time. Returns the
 * names applied. Throws MigrationEditedError when an applied one was changed.
 */
export async function migrate(database: Database, migrations = readMigrations()): Promise<string[]> {
  // IF NOT EXISTS alone does not keep two processes that begin at once from colliding.
  await database.transaction(async (tx) => {
    await holdLock(tx, migrationLock);
    await tx.query({ text: bookkeeping, values: [] });
  });
  const applied: string[] = [];
  for (const migration of migrations) {
    const isNew = await database.transaction((tx) => applyOnce(tx, migration));
    if (isNew) applied.push(migration.name);
  }
  return applied;
}

async function applyOnce(tx: Queryable, { name, script }: Migration): Promise<boolean> {
  await holdLock(tx, migrationLock);
  const checksum = createHash('sha256').update(script).digest('hex');
  const [known] = await tx.query<{ checksum: string }>({
    text: 'SELECT checksum FROM _prisma_migrations WHERE migration_name = $1 AND rolled_back_at IS NULL',
    values: [name],
  });
  if (known !== undefined) {
    if (known.checksum !== checksum) throw new MigrationEditedError(name);
    return false;
  }
  for (const text of statements(script)) await tx.query({ text, values: [] });
  await tx.query({
    text: `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
           VALUES ($1, $2, $3, now(), 1)`,
    values: [randomUUID(), checksum, name],
  });
  return true;
}

/** Splits a script at the semicolons that end a line; comment lines are left out. Our migrations have no others. */
function statements(script: string): string[] {
  return script
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('--'))
    .join('\n')
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** The migrations of the repository, oldest first. */
export function readMigrations(directory = join(findPrismaFolder(), 'migrations')): Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, script: readFileSync(join(directory, name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The folder with the schema and its migrations. */
export function findPrismaFolder(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'prisma');
    if (existsSync(join(candidate, 'migrations'))) return candidate;
  }
  throw new Error('prisma/migrations is missing');
}
