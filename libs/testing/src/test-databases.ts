import { randomUUID } from 'node:crypto';
import { type Database, migrate, openPGlite, openPostgres } from '@switchboard/db';

export interface TestDatabase {
  name: string;
  /** An empty, migrated database of its own. */
  open(): Promise<Database>;
}

/** PGlite in memory always; PostgreSQL with pgvector when TEST_DATABASE_URL names a server we may create databases on. */
export function testDatabases(): TestDatabase[] {
  const url = process.env['TEST_DATABASE_URL'];
  return [{ name: 'PGlite', open: openMigratedPGlite }, ...(url === undefined || url === '' ? [] : [postgres(url)])];
}

async function openMigratedPGlite(): Promise<Database> {
  const database = await openPGlite();
  await migrate(database);
  return database;
}

function postgres(url: string): TestDatabase {
  return {
    name: 'PostgreSQL',
    async open() {
      const name = `switchboard_test_${randomUUID().replaceAll('-', '')}`;
      const server = openPostgres({ url, maxConnections: 1 });
      await server.execute(`CREATE DATABASE ${name}`);
      const own = new URL(url);
      own.pathname = `/${name}`;
      const database = openPostgres({ url: own.href, maxConnections: 8 });
      await migrate(database);
      return {
        ...database,
        async close() {
          await database.close();
          await server.execute(`DROP DATABASE ${name} WITH (FORCE)`);
          await server.close();
        },
      };
    },
  };
}
