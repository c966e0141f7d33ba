import { join } from 'node:path';
import { readConfig } from '@switchboard/api';
import { type Database, lockDataFolder, openPGlite, openPostgres } from '@switchboard/db';

/**
 * Runs a command's work on the configured database. The embedded one has one user: while a desk runs on it, this throws
 * DataFolderLockedError.
 */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const release = config.DATABASE_URL === undefined ? lockDataFolder(config.DATA_DIR) : null;
  const database =
    config.DATABASE_URL === undefined
      ? await openPGlite({ dataDir: join(config.DATA_DIR, 'database') })
      : openPostgres({ url: config.DATABASE_URL });
  try {
    return await work(database);
  } finally {
    await database.close();
    release?.();
  }
}
