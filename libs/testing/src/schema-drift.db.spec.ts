import type { Database } from '@switchboard/db';
import { type SchemaTable, readPrismaSchema } from './read-prisma-schema';
import { testDatabases } from './test-databases';

/** What Prisma's schema language cannot say; the migrations alone hold it. */
const sqlOnly = [
  'document_limited_idx',
  'document_limited_idx',
  'conversation_queue_idx',
  'passage_embedding_idx',
  'passage_words_idx',
  'tool_approval_open_idx',
  'training_job_measure_key',
  'turn_lease_idx',
  'turn_pending_key',
];

describe.each(testDatabases())('schema.prisma and the migrations on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => void (database = await open()), 60_000);
  afterAll(() => database.close());
  const rows = <Row extends object>(text: string) => database.query<Row>({ text, values: [] });

  async function migrated(): Promise<SchemaTable[]> {
    const columns = await rows<{ table_name: string; column_name: string; udt_name: string; is_nullable: string }>(
      `SELECT table_name, column_name, udt_name, is_nullable FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
    );
    const indexes = await rows<{ table_name: string; name: string; is_unique: boolean; columns: string }>(
      `SELECT t.relname AS table_name, i.relname AS name, x.indisunique AS is_unique,
         (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(x.indkey) WITH ORDINALITY k(attnum, n)
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS columns
       FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
       JOIN pg_namespace s ON s.oid = t.relnamespace WHERE s.nspname = 'public'`,
    );
    return [...new Set(columns.map((row) => row.table_name))].sort().map((name) => ({
      name,
      columns: columns
        .filter((row) => row.table_name === name)
        .map((row) => `${row.column_name} ${row.udt_name}${row.is_nullable === 'YES' ? ' null' : ''}`)
        .sort(),
      indexes: indexes
        .filter((row) => row.table_name === name && !sqlOnly.includes(row.name))
        .map((row) => `${row.is_unique ? 'unique' : 'index'} ${row.columns}`)
        .sort(),
    }));
  }

  it('describe the same tables, columns, types, nullability and indexes', async () => {
    const described = readPrismaSchema().sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(described.length).toBeGreaterThan(10);
    expect(await migrated()).toEqual(described);
  });

  it('notice a column, a type and an index that only one of them has', async () => {
    await database.execute(
      'ALTER TABLE visitor ADD COLUMN extra text; CREATE INDEX visitor_extra_idx ON visitor (extra)',
    );
    await database.execute('ALTER TABLE document ALTER COLUMN summary DROP NOT NULL');
    const drifted = await migrated();
    const table = (name: string) => drifted.find((item) => item.name === name);
    expect(table('visitor')?.columns).toContain('extra text null');
    expect(table('visitor')?.indexes).toContain('index extra');
    expect(table('document')?.columns).toContain('summary text null');
  });

  it('keep the indexes that only SQL can say', async () => {
    const present = await rows<{ indexname: string }>(`SELECT indexname FROM pg_indexes WHERE schemaname = 'public'`);
    expect(present.map(({ indexname }) => indexname)).toEqual(expect.arrayContaining(sqlOnly));
    const [embedding] = await rows<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE indexname = 'passage_embedding_idx'`,
    );
    expect(embedding?.indexdef).toContain('USING hnsw');
  });
});
