import { randomUUID } from 'node:crypto';
import type { Database } from '@switchboard/db';
import { createDatasetStore, createModelStore } from '@switchboard/learn';
import { testDatabases } from '@switchboard/testing';
import { eraseContact } from './erase-contact';

describe.each(testDatabases())('erasing a visitor on $name', ({ open }) => {
  let database: Database;
  let shop: string;
  const run = <Row extends object>(text: string, ...values: unknown[]) => database.query<Row>({ text, values });
  beforeAll(async () => void (database = await open()), 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    shop = randomUUID();
    await run('INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', shop, shop);
  });

  /** A visitor with a conversation that leaves traces in every place; `secret` is in all of them. */
  async function leaveTraces(email: string, secret: string) {
    const [visitor, conversation, turn, message] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await run('INSERT INTO visitor (id, workspace_id, email) VALUES ($1, $2, $3)', visitor, shop, email);
    await run(
      'INSERT INTO conversation (id, workspace_id, visitor_id, last_text, last_seq) VALUES ($1, $2, $3, $4, 1)',
      ...[conversation, shop, visitor, secret],
    );
    await run(
      `INSERT INTO turn (id, workspace_id, conversation_id, from_seq, to_seq, epoch, lease_owner, lease_until, trace)
        VALUES ($1, $2, $3, 1, 1, 0, 'p', now(), $4)`,
      ...[turn, shop, conversation, JSON.stringify({ text: secret })],
    );
    await run(
      `INSERT INTO message (id, workspace_id, conversation_id, seq, client_id, author_kind, text, turn_id)
        VALUES ($1, $2, $3, 1, 'c', 'visitor', $4, $5)`,
      ...[message, shop, conversation, secret, turn],
    );
    await run(
      'INSERT INTO outbox (workspace_id, conversation_id, message_id, lease_until) VALUES ($1, $2, $3, now())',
      ...[shop, conversation, message],
    );
    await run(
      `INSERT INTO summary (id, workspace_id, conversation_id, kind, to_seq, language, text, made_by)
        VALUES ($1, $2, $3, 'memory', 1, 'en', $4, 'extract')`,
      ...[randomUUID(), shop, conversation, secret],
    );
    await run(
      `INSERT INTO llm_budget (workspace_id, scope, scope_id, day, tokens, cost_micros)
        VALUES ($1, 'visitor', $2, '2026-01-01', 1, 1), ($1, 'conversation', $3, '2026-01-01', 1, 1)`,
      ...[shop, visitor, conversation],
    );
    return { visitor, conversation };
  }
  /** In how many rows of the whole database a word stands. */
  async function found(word: string): Promise<string[]> {
    const tables = await run<{ name: string }>(
      `SELECT c.table_name AS name FROM information_schema.columns c
        WHERE c.table_schema = current_schema() AND c.column_name = 'workspace_id'`,
    );
    const places: string[] = [];
    for (const { name } of tables)
      for (const _ of await run(`SELECT 1 FROM "${name}" t WHERE position($1 IN to_jsonb(t)::text) > 0`, word))
        places.push(name);
    return places;
  }

  it('leaves nothing of them anywhere, and all of others', async () => {
    const [hers, his] = ['where is parcel 4711', 'where is parcel 4712'];
    const { conversation, visitor } = await leaveTraces('Ada@shop.example', hers);
    const other = await leaveTraces('bob@shop.example', his);
    const [datasets, models] = [createDatasetStore(database), createModelStore(database)];
    const correct = (text: string, conversationId: string, intent: string) =>
      datasets.correct(shop, { text, intent, origin: { conversationId, messageSeq: 1 } });
    // Corrected twice: the first row has ended and lies in a sealed version.
    await correct(hers, conversation, 'refund');
    const { number } = await datasets.seal(shop, { note: '', by: 'Robin' });
    const row = await correct(hers, conversation, 'status');
    await correct(his, other.conversation, 'status');
    const id = await models.register(shop, {
      hash: 'h',
      baseModel: 'base',
      method: 'head',
      datasetVersion: number,
      datasetHash: 'd',
      codeVersion: '4',
      metrics: {},
      replay: {
        messages: 2,
        differently: 2,
        newlyAnswered: 0,
        noLongerAnswered: 0,
        examples: [
          { conversationId: conversation, text: hers, live: null, candidate: null },
          { conversationId: other.conversation, text: his, live: null, candidate: null },
        ],
      },
      reference: null,
      trial: null,
    });
    const measured = { intent: 'status', predicted: 'status', confidence: 1, threshold: 0, outside: false };
    await models.saveEvaluation(shop, id, {
      ...{ datasetVersion: number, n: 2, accuracy: 1, macroF1: 1, ece: 0, automatic: 1, wrong: 0 },
      ...{ intents: [], languages: [], bias: [], risks: [] },
      rows: [hers, his].map((text) => ({ text, ...measured })),
    });
    await run(
      `INSERT INTO training_job (id, workspace_id, kind, dataset_version, method, requested_by, report)
        VALUES ($1, $2, 'check', 1, 'head', 'Robin', $3)`,
      ...[randomUUID(), shop, JSON.stringify({ duplicates: [{ rows: [{ id: row.id, text: hers }] }] })],
    );
    const before = (await found(his)).sort();

    expect(await eraseContact(database, shop, 'ada@SHOP.example', { isTried: true })).toMatchObject({ rows: 2 });
    expect((await found(hers)).length).toBeGreaterThan(8);
    const erased = await eraseContact(database, shop, 'ada@SHOP.example');
    expect(erased).toMatchObject({ messages: 1, rows: 2, conversationIds: [conversation], models: [{ id }] });
    for (const word of [hers, visitor, conversation, 'Ada@']) expect(await found(word)).toEqual([]);
    expect((await found(his)).sort()).toEqual(before);
    expect(await models.readEvaluation(shop, id, number)).toMatchObject({ n: 2, rows: [{ text: his }] });
    expect(await eraseContact(database, shop, 'ada@shop.example')).toBeNull();
  });

  it('finds nobody of another workspace, and takes no pattern for a name', async () => {
    await leaveTraces('ada@shop.example', 'hello');
    expect(await eraseContact(database, randomUUID(), 'ada@shop.example')).toBeNull();
    expect(await eraseContact(database, shop, '%')).toBeNull();
    expect(await eraseContact(database, shop, '')).toBeNull();
  });
});
