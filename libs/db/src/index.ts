export type { Database, Queryable, Sql } from './database';
export { DataFolderLockedError, lockDataFolder } from './lock-data-folder';
export { MigrationEditedError, findPrismaFolder, migrate, readMigrations, type Migration } from './migrate';
export { openPGlite } from './open-pglite';
export { openPostgres } from './open-postgres';
