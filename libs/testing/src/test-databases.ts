import { randomUUID } from 'node:crypto';
import { type Database, migrate, openPGlite, openPostgres } from '@switchboard/db';

export interface TestDatabase {
  name: string;
  /** A migrated database of its own without rows. */
  open(): Promise<Database>;
  /** One in which nothing is yet. */
  openEmpty(): Promise<Database>;
}

/** PGlite in memory always; PostgreSQL with pgvector when TEST_DATABASE_URL names a server we may create databases on. */
export function testDatabases(): TestDatabase[] {
  const url = process.env['TEST_DATABASE_URL'];
  return [
    databases('PGlite', openPGlite),
    ...(url === undefined || url === '' ? [] : [databases('PostgreSQL', () => openOnServer(url))]),
  ];
}

function databases(name: string, openEmpty: () => Promise<Database>): TestDatabase {
  return {
    name,
    openEmpty,
    async open() {
      const database = await openEmpty();
      await migrate(database);
      return database;
    },
  };
}

async function openOnServer(url: string): Promise<Database> {
  const name = `switchboard_test_${randomUUID().replaceAll('-', '')}`;
  const server = openPostgres({ url, maxConnections: 1 });
  await server.execute(`CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const database = openPostgres({ url: own.href, maxConnections: 8 });
  return {
    ...database,
    async close() {
      await database.close();
      await server.execute(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.close();
    },
  };
}
