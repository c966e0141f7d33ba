import { join } from 'node:path';
import { readConfig } from '@switchboard/api';
import { lockDataFolder, migrate, openPGlite, openPostgres } from '@switchboard/db';
import { Command } from 'commander';

/** `switchboard migrate`: brings the database to the current schema. */
export function migrateCommand(): Command {
  return new Command('migrate').description('apply the migrations that are missing').action(async () => {
    const config = readConfig(process.env);
    const release = config.DATABASE_URL === undefined ? lockDataFolder(config.DATA_DIR) : null;
    const database =
      config.DATABASE_URL === undefined
        ? await openPGlite({ dataDir: join(config.DATA_DIR, 'database') })
        : openPostgres({ url: config.DATABASE_URL });
    try {
      const applied = await migrate(database);
      process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`);
    } finally {
      await database.close();
      release?.();
    }
  });
}
