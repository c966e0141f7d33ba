import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { createWorkspaceStore, type WorkspaceStore } from './create-workspace-store';
import { verifyPassword } from './password';

const input = (slug: string) => ({ slug, name: slug, policy: {}, welcome: {}, hours: {} });
describe.each(testDatabases())('the workspace store on $name', ({ open }) => {
  let database: Database;
  let store: WorkspaceStore;
  beforeAll(async () => {
    database = await open();
    store = createWorkspaceStore(database);
  }, 60_000);
  afterAll(() => database.close());

  it('fills a policy that says little with the defaults', async () => {
    const { id } = await store.createWorkspace({ ...input('policy'), policy: { maxFailures: 5 } });
    expect((await store.readWorkspace(id)).policy).toMatchObject({
      maxFailures: 5,
      languages: ['en'],
      llmEnabled: true,
    });
  });

  it('signs an agent in by a session whose token is nowhere in the database', async () => {
    const { id } = await store.createWorkspace(input('people'));
    const agent = await store.createAgent(id, {
      email: 'Ana@Example.com',
      name: 'Ana',
      role: 'agent',
      password: 'first password',
    });
    const found = await store.findAgentByEmail('ana@example.COM');
    expect(await verifyPassword('first password', found?.passwordHash ?? '')).toBe(true);
    expect(await verifyPassword('first passworD', found?.passwordHash ?? '')).toBe(false);
    const { token } = await store.createSession(agent.id);
    expect(await store.findSession(token)).toMatchObject({ id: agent.id, mustChangePassword: true });
    expect(JSON.stringify(await database.query({ text: 'SELECT * FROM agent_session', values: [] }))).not.toContain(
      token,
    );
    await store.deleteSession(token);
    expect(await store.findSession(token)).toBeNull();
  });

  it('ends the other sessions of a person who chose a new password', async () => {
    const { id } = await store.createWorkspace(input('passwords'));
    const agent = await store.createAgent(id, {
      email: 'bo@example.com',
      name: 'Bo',
      role: 'agent',
      password: 'one time',
    });
    const [here, elsewhere] = [await store.createSession(agent.id), await store.createSession(agent.id)];
    await store.setPassword(id, agent.id, 'a new long password', { oneTime: false });
    await store.deleteOtherSessions(agent.id, here.token);
    expect(await store.findSession(elsewhere.token)).toBeNull();
    expect(await store.findSession(here.token)).toMatchObject({ mustChangePassword: false });
  });

  it('lets nobody set the password of another workspace’s agent', async () => {
    const [mine, theirs] = [await store.createWorkspace(input('mine')), await store.createWorkspace(input('theirs'))];
    const agent = await store.createAgent(theirs.id, {
      email: 'cy@example.com',
      name: 'Cy',
      role: 'agent',
      password: 'old',
    });
    await store.setPassword(mine.id, agent.id, 'stolen', { oneTime: false });
    expect(await verifyPassword('old', (await store.findAgentByEmail('cy@example.com'))?.passwordHash ?? '')).toBe(
      true,
    );
  });

  it('finds a workspace by its key and keeps only the hash', async () => {
    const { id } = await store.createWorkspace(input('keys'));
    await store.addApiKey(id, { name: 'test', key: 'sk-very-secret-key-000000', scopes: ['status:read'] });
    await store.addApiKey(id, { name: 'again', key: 'sk-very-secret-key-000000', scopes: [] });
    expect(await store.findApiKey('sk-very-secret-key-000000')).toEqual({ workspaceId: id, scopes: ['status:read'] });
    expect(await store.findApiKey('sk-other')).toBeNull();
    expect(JSON.stringify(await database.query({ text: 'SELECT * FROM api_key', values: [] }))).not.toContain(
      'very-secret',
    );
  });

  it('gives every process the same secret', async () => {
    const secrets = await Promise.all([
      store.readOrCreateSecret('visitor-tokens'),
      store.readOrCreateSecret('visitor-tokens'),
    ]);
    expect(secrets[0]).toBe(secrets[1]);
    expect(secrets[0]).toHaveLength(43);
  });
});
