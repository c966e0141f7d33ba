import { randomUUID } from 'node:crypto';
import { type ArchiveEntry, type Database, exportWorkspace, importWorkspace } from '@switchboard/db';
import { testDatabases } from './test-databases';

const noFiles = { onFile: async () => undefined, onFiles: async () => 0 };

async function readAll(database: Database, slug: string): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  // As it goes through a file.
  const write = async (entry: ArchiveEntry): Promise<void> =>
    void entries.push(JSON.parse(JSON.stringify(entry)) as ArchiveEntry);
  await exportWorkspace(database, slug, { write, writeFiles: async () => 0 });
  return entries;
}
async function* from(entries: readonly ArchiveEntry[]): AsyncGenerator<ArchiveEntry> {
  yield* entries;
}
const rowsOf = (entries: readonly ArchiveEntry[]): string[] =>
  entries.filter(({ kind }) => kind === 'row').map((entry) => JSON.stringify(entry));

/** A workspace with something in every kind of table: pointers both ways, vectors, bytes, numbered rows. */
async function fill(database: Database, slug: string): Promise<string> {
  const [workspace, agent, visitor, conversation, turn, message, model, document] = Array.from({ length: 8 }, () =>
    randomUUID(),
  );
  const run = (text: string, ...values: unknown[]) => database.query({ text, values });
  await run('INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $3)', workspace, slug, 'Shop');
  await run(
    `INSERT INTO agent (id, workspace_id, email, name, password_hash) VALUES ($1, $2, $3, 'Robin', 'x')`,
    agent,
    workspace,
    `${slug}@shop.example`,
  );
  await run('INSERT INTO visitor (id, workspace_id) VALUES ($1, $2)', visitor, workspace);
  await run(
    `INSERT INTO conversation (id, workspace_id, visitor_id, owner_kind, owner_agent_id, marks)
      VALUES ($1, $2, $3, 'agent', $4, '{angry,"with, comma"}')`,
    ...[conversation, workspace, visitor, agent],
  );
  await run(
    `INSERT INTO turn (id, workspace_id, conversation_id, from_seq, to_seq, epoch, lease_owner, lease_until, trace)
      VALUES ($1, $2, $3, 1, 1, 0, 'p', now(), '{"a":[1.5,"\\u00e9"]}')`,
    ...[turn, workspace, conversation],
  );
  await run(
    `INSERT INTO message (id, workspace_id, conversation_id, seq, client_id, author_kind, text, turn_id)
      VALUES ($1, $2, $3, 1, 'c', 'visitor', $4, $5)`,
    ...[message, workspace, conversation, '我的包裹 "quoted" \\ \n 🙂', turn],
  );
  await run(
    `INSERT INTO outbox (workspace_id, conversation_id, message_id, lease_until) VALUES ($1, $2, $3, now())`,
    ...[workspace, conversation, message],
  );
  await run(
    `INSERT INTO document (id, workspace_id, source, slug, title, markdown, content_hash)
      VALUES ($1, $2, 'own', 'a', 'A', 'text', 'h')`,
    ...[document, workspace],
  );
  const vector = `[${Array.from({ length: 384 }, (_, index) => Math.fround(Math.sin(index)))}]`;
  await run(
    `INSERT INTO passage (id, workspace_id, document_id, position, text, space, embedding, sentence_vectors)
      VALUES ($1, $2, $3, 0, 'text', 's@1/3', $4::vector, '\\x00ff10'::bytea)`,
    ...[randomUUID(), workspace, document, vector],
  );
  await run(
    `INSERT INTO model_version (id, workspace_id, kind, artifact_hash, dataset_hash, base_model, code_version, metrics)
      VALUES ($1, $2, 'intents', 'a', 'd', 'base', '4', '{}')`,
    ...[model, workspace],
  );
  await run('UPDATE workspace SET intent_model_id = $2 WHERE id = $1', workspace, model);
  for (const kind of ['seed', 'promote'])
    await run(
      `INSERT INTO model_promotion (workspace_id, model_id, kind, by) VALUES ($1, $2, $3, 'Robin')`,
      ...[workspace, model, kind],
    );
  return workspace as string;
}

const databases = testDatabases();
const ways = databases.flatMap((source) => databases.map((target) => ({ source, target })));

describe.each(ways)('a workspace from $source.name to $target.name', ({ source, target }) => {
  let [here, there] = [] as unknown as [Database, Database];
  let entries: ArchiveEntry[];
  beforeAll(async () => {
    [here, there] = [await source.open(), await target.open()];
    await fill(here, 'shop');
    await fill(here, 'other');
    entries = await readAll(here, 'shop');
  }, 60_000);
  afterAll(async () => {
    await here.close();
    await there.close();
  });
  const workspaces = async () =>
    (await there.query<{ slug: string }>({ text: 'SELECT slug FROM workspace ORDER BY slug', values: [] })).map(
      ({ slug }) => slug,
    );

  it('is the same there, and nothing of another comes along', async () => {
    const report = await importWorkspace(there, from(entries), noFiles);
    expect(report).toMatchObject({ workspace: { slug: 'shop' }, rows: rowsOf(entries).length });
    expect(report.rows).toBeGreaterThan(11);
    expect(rowsOf(await readAll(there, 'shop'))).toEqual(rowsOf(entries));
    expect(await workspaces()).toEqual(['shop']);
    // What is numbered there goes on after what came.
    const [message] = await there.query<{ id: string; conversation: string; workspace: string }>({
      text: 'SELECT id, conversation_id AS conversation, workspace_id AS workspace FROM message',
      values: [],
    });
    await there.query({
      text: 'INSERT INTO outbox (workspace_id, conversation_id, message_id, lease_until) VALUES ($1, $2, $3, now())',
      values: [message?.workspace, message?.conversation, message?.id],
    });
    expect(await there.query({ text: 'SELECT DISTINCT id FROM outbox', values: [] })).toHaveLength(2);
  });

  it('takes the place of what is there only when that is asked for, as a whole', async () => {
    await expect(importWorkspace(there, from(entries), noFiles)).rejects.toMatchObject({ code: 'workspace-exists' });
    await there.query({ text: `UPDATE workspace SET name = 'Changed'`, values: [] });
    await importWorkspace(there, from(entries), { ...noFiles, replace: true });
    expect(rowsOf(await readAll(there, 'shop'))).toEqual(rowsOf(entries));
  });

  it.each([
    ['is cut off', (all: ArchiveEntry[]) => all.slice(0, -1), /too early/],
    ['lacks a row', (all: ArchiveEntry[]) => all.filter((_, index) => index !== all.length - 2), /rows of/],
    ['has no beginning', (all: ArchiveEntry[]) => all.slice(1), /no archive/],
    ['goes on after its end', (all: ArchiveEntry[]) => [...all, all[1] as ArchiveEntry], /after its end/],
    ['is of a newer version', (all: ArchiveEntry[]) => changed(all, 'header', { schema: '2999_x' }), /newer version/],
    ['names a strange table', (all: ArchiveEntry[]) => changed(all, 'row', { table: 'pg_class' }), /not known here/],
    [
      'has a row of another workspace',
      (all: ArchiveEntry[]) => changed(all, 'row', { row: { id: randomUUID() } }),
      /another workspace/,
    ],
    [
      'has a strange column',
      (all: ArchiveEntry[]) => all.map((entry) => (entry.kind === 'row' ? withColumn(entry) : entry)),
      /is not known here/,
    ],
  ])('leaves everything as it was when the archive %s', async (_, spoil, message) => {
    const before = rowsOf(await readAll(there, 'shop'));
    await expect(importWorkspace(there, from(spoil(entries)), { ...noFiles, replace: true })).rejects.toMatchObject({
      code: 'bad-archive',
      message: expect.stringMatching(message),
    });
    expect(rowsOf(await readAll(there, 'shop'))).toEqual(before);
  });

  it('says whose address is taken by another workspace', async () => {
    await there.query({
      text: `INSERT INTO workspace (id, slug, name) VALUES ($1, 'own', 'Own')`,
      values: ['0b9dd0f8-6f3c-4a55-8f39-0a1b7f4d6d11'],
    });
    await there.query({
      text: `INSERT INTO agent (id, workspace_id, email, name, password_hash)
        VALUES ($1, $1, 'other@shop.example', 'Robin', 'x')`,
      values: ['0b9dd0f8-6f3c-4a55-8f39-0a1b7f4d6d11'],
    });
    await expect(importWorkspace(there, from(await readAll(here, 'other')), noFiles)).rejects.toMatchObject({
      code: 'bad-archive',
      message: expect.stringContaining('other@shop.example'),
    });
    expect(await workspaces()).toEqual(['own', 'shop']);
  });

  it('that is not there is none', async () => {
    expect(
      await exportWorkspace(here, 'nobody', { write: async () => undefined, writeFiles: async () => 0 }),
    ).toBeNull();
  });
});

function changed(all: readonly ArchiveEntry[], kind: ArchiveEntry['kind'], fields: object): ArchiveEntry[] {
  const at = all.findIndex((entry) => entry.kind === kind);
  return all.map((entry, index) => (index === at ? ({ ...entry, ...fields } as ArchiveEntry) : entry));
}

const withColumn = (entry: Extract<ArchiveEntry, { kind: 'row' }>): ArchiveEntry => ({
  ...entry,
  row: { ...entry.row, strange: 1 },
});
