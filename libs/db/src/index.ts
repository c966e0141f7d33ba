export { type ArchiveEntry, BadArchiveError, WorkspaceExistsError, archiveEntrySchema } from './archive/archive-entry';
export { type ExportReport, exportWorkspace } from './archive/export-workspace';
export { type WorkspaceImport, importWorkspace } from './archive/import-workspace';
export type { Database, Queryable, Sql } from './database';
export { holdLock } from './hold-lock';
export { DataFolderLockedError, lockDataFolder } from './lock-data-folder';
export { MigrationEditedError, findPrismaFolder, migrate, readMigrations, type Migration } from './migrate';
export { openPGlite } from './open-pglite';
export { openPostgres } from './open-postgres';
