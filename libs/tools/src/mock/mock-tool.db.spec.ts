import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { randomUUID } from 'node:crypto';
import type { ToolArguments } from '../tool';
import { type MockStore, createMockStore } from './create-mock-store';
import { createMockTool } from './create-mock-tool';
import { mockToolSchema } from '@switchboard/contracts';

const argument = { type: 'string', description: 'it' };
const findOrder = mockToolSchema.parse({
  name: 'find_order',
  description: 'Finds an order.',
  risk: 'read',
  arguments: { order: argument, postcode: { ...argument, optional: true } },
  mock: { find: 'orders', where: { id: '$order' }, proof: { postcode: '$postcode' }, show: ['id', 'state', 'placed'] },
});
const cancelOrder = mockToolSchema.parse({
  name: 'cancel_order',
  description: 'Cancels an order.',
  risk: 'write',
  arguments: { order: argument },
  mock: {
    update: 'orders',
    where: { id: '$order' },
    require: [{ field: 'state', in: ['placed'], code: 'too-late' }],
    set: { state: 'cancelled' },
  },
});
const bookVisit = mockToolSchema.parse({
  name: 'book_visit',
  description: 'Books a visit.',
  risk: 'write',
  arguments: { day: { type: 'date', description: 'when' } },
  mock: { create: 'visits', id: 'V-####', set: { day: '$day', state: 'booked' } },
});

describe.each(testDatabases())('tools over mock records on $name', ({ open }) => {
  let database: Database;
  let store: MockStore;
  let [workspace, other] = ['', ''];
  beforeAll(async () => {
    database = await open();
    store = createMockStore(database);
    workspace = await createWorkspace('one');
    other = await createWorkspace('two');
    const order = { id: 'FM-1', postcode: 'CA12 5DE', state: 'placed', placed: 'now-20m', card: '4111' };
    for (const id of [workspace, other])
      await store.saveRecords(id, 'orders', [order, { ...order, id: 'FM-2', state: 'delivered' }]);
  }, 60_000);
  afterAll(() => database.close());

  async function createWorkspace(slug: string): Promise<string> {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, slug] });
    return id;
  }
  const now = new Date('2026-11-24T12:00:00Z');
  const run = (tool: typeof findOrder, args: ToolArguments, workspaceId = workspace, idempotencyKey = randomUUID()) =>
    createMockTool(tool, store, () => now).run(args, {
      workspaceId,
      conversationId: 'c',
      session: { visitorId: 'v', customerId: null, email: null, name: null },
      signal: new AbortController().signal,
      idempotencyKey,
    });

  it('shows a record to whoever proves that it is theirs, and only the fields that may be seen', async () => {
    expect(await run(findOrder, { order: 'fm1', postcode: 'ca125de' })).toEqual({
      ok: true,
      value: { id: 'FM-1', state: 'placed', placed: '2026-11-24T11:40Z' },
    });
    expect(await run(findOrder, { order: 'FM-1' })).toMatchObject({ code: 'not-verified' });
    expect(await run(findOrder, { order: 'FM-9', postcode: 'ca125de' })).toMatchObject({ code: 'not-found' });
  });

  it('changes the records of its workspace and of no other', async () => {
    expect(await run(cancelOrder, { order: 'FM-1' })).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    expect(await run(findOrder, { order: 'FM-1', postcode: 'CA12 5DE' })).toMatchObject({
      value: { state: 'cancelled', placed: '2026-11-24T11:40Z' },
    });
    expect(await run(findOrder, { order: 'FM-1', postcode: 'CA12 5DE' }, other)).toMatchObject({
      value: { state: 'placed' },
    });
  });

  it('refuses what the record does not allow, with the code that the tool names', async () => {
    expect(await run(cancelOrder, { order: 'FM-2' })).toMatchObject({ ok: false, code: 'too-late' });
  });

  it('creates once for a key', async () => {
    const key = randomUUID();
    const first = await run(bookVisit, { day: '2026-12-01' }, workspace, key);
    expect(first).toMatchObject({ ok: true, value: { id: expect.stringMatching(/^V-\d{4}$/), day: '2026-12-01' } });
    expect(await run(bookVisit, { day: '2026-12-01' }, workspace, key)).toEqual(first);
    expect(await store.readRecords(workspace, 'visits')).toHaveLength(1);
  });
});
