import { randomUUID } from 'node:crypto';
import { type ConnectedTool, toolDescriptionSchema } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { ConnectionNotFoundError, createConnectionStore } from './create-connection-store';
import { createSeal } from './create-seal';

const tools: ConnectedTool[] = [
  { description: toolDescriptionSchema.parse({ name: 'shop_find', description: 'Finds.', risk: 'read' }) },
];
const given = { name: 'shop', kind: 'openapi', url: 'https://shop.example', tools } as const;
const secret = 'Bearer very-secret-indeed';

describe.each(testDatabases())('tool connections on $name', ({ open }) => {
  let database: Database;
  const [one, two] = [randomUUID(), randomUUID()];
  const environment: NodeJS.ProcessEnv = { TOOL_SHOP: 'from the environment' };
  const storeWith = (key: string) => createConnectionStore(database, createSeal(key), environment);
  beforeAll(async () => {
    database = await open();
    for (const id of [one, two])
      await database.query({
        text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)',
        values: [id, `w${id}`],
      });
  }, 60_000);
  afterAll(() => database.close());
  const auth = async (key = 'a key of the desk') => (await storeWith(key).openConnections(one))[0]?.readAuth();

  it('keep a secret sealed, show it to nobody, and use it', async () => {
    const saved = await storeWith('a key of the desk').saveConnection(one, {
      ...given,
      tools,
      auth: { header: 'Authorization', secret },
    });
    expect(saved).toMatchObject({ auth: { header: 'Authorization', from: 'secret', env: null } });
    expect(JSON.stringify(saved)).not.toContain('very-secret');
    const [row] = await database.query<{ all: string }>({
      text: 'SELECT row_to_json(tool_connection)::text AS all FROM tool_connection WHERE workspace_id = $1',
      values: [one],
    });
    expect(row?.all).not.toContain('very-secret');
    expect(await auth()).toEqual({ Authorization: secret });
    await expect(auth('another key of the desk')).rejects.toThrow('SECRETS_KEY');
  });

  it('keep the secret when they are saved again without one, but not under another address', async () => {
    const store = storeWith('a key of the desk');
    await store.saveConnection(one, { ...given, tools, auth: { header: 'Authorization' } });
    expect(await auth()).toEqual({ Authorization: secret });
    await store.saveConnection(one, {
      ...given,
      url: 'https://evil.example',
      tools,
      auth: { header: 'Authorization' },
    });
    expect(await auth()).toEqual({});
  });

  it('read a variable of the environment each time, and say when it is not set', async () => {
    const store = storeWith('a key of the desk');
    await store.saveConnection(one, { ...given, tools, auth: { header: 'X-Key', env: 'TOOL_SHOP' } });
    expect(await auth()).toEqual({ 'X-Key': 'from the environment' });
    delete environment['TOOL_SHOP'];
    await expect(auth()).rejects.toThrow('TOOL_SHOP is not set');
  });

  it('belong to one workspace, and go', async () => {
    const store = storeWith('a key of the desk');
    expect(await store.listConnections(two)).toEqual([]);
    await expect(store.removeConnection(two, 'shop')).rejects.toThrow(ConnectionNotFoundError);
    await store.removeConnection(one, 'shop');
    expect(await store.listConnections(one)).toEqual([]);
  });

  it('write down what left, also without a conversation', async () => {
    const store = storeWith('a key of the desk');
    const request = {
      connection: 'shop',
      tool: 'shop_find',
      host: 'shop.example',
      sentBytes: 12,
      outcome: 'ok',
      ms: 3,
    };
    await store.writeRequest({ ...request, workspaceId: one, conversationId: null });
    await store.writeRequest({ ...request, workspaceId: one, conversationId: randomUUID() });
    expect(await store.listRequests(one, 10)).toMatchObject([
      { tool: 'shop_find', host: 'shop.example', conversationId: null },
      { sentBytes: 12 },
    ]);
    expect(await store.listRequests(two, 10)).toEqual([]);
  });
});
