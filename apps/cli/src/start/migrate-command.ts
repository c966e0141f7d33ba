import { migrate } from '@switchboard/db';
import { Command } from 'commander';
import { withDatabase } from '../terminal/with-database';

/** `switchboard migrate`: brings the database to the current schema. */
export function migrateCommand(): Command {
  return new Command('migrate').description('apply the migrations that are missing').action(() =>
    withDatabase(async (database) => {
      const applied = await migrate(database);
      process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`);
    }),
  );
}
