import { randomUUID } from 'node:crypto';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import type { ConversationStore } from './conversation-store';
import { createConversationStore } from './create-conversation-store';

describe.each(testDatabases())('a customer’s conversation on $name', ({ open }) => {
  let database: Database;
  let store: ConversationStore;
  let workspaceId: string;
  let foreignId: string;
  const agentId = randomUUID();

  beforeAll(async () => {
    database = await open();
    store = createConversationStore(database);
    [workspaceId, foreignId] = [await workspace('ours'), await workspace('theirs')];
    const text =
      "INSERT INTO agent (id, workspace_id, email, name, password_hash) VALUES ($1, $2, 'ana@example.com', 'Ana', 'x')";
    await database.query({ text, values: [agentId, workspaceId] });
  }, 60_000);
  afterAll(() => database.close());

  async function workspace(slug: string): Promise<string> {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, slug] });
    return id;
  }
  const about = (customerId: string, more: object = {}) => ({
    visitor: { customerId, ...more },
    language: 'en' as const,
  });

  it('has one open conversation wherever they are signed in, also when two browsers ask at once', async () => {
    const both = await Promise.all([1, 2].map(() => store.continueConversation(workspaceId, about('C-1'))));
    expect(both[0]?.id).toBe(both[1]?.id);
    const later = await store.continueConversation(workspaceId, about('C-1', { email: 'ana@example.com' }));
    expect(later).toMatchObject({ id: both[0]?.id, visitor: { customerId: 'C-1', email: 'ana@example.com' } });
  });

  it('is the same visitor in a new conversation once the old one is resolved', async () => {
    const before = await store.continueConversation(workspaceId, about('C-2'));
    await store.takeOver(workspaceId, before.id, agentId);
    await store.resolve(workspaceId, before.id, agentId);
    const after = await store.continueConversation(workspaceId, about('C-2'));
    expect(after.id).not.toBe(before.id);
    expect(after.visitor.id).toBe(before.visitor.id);
  });

  it('is another one with another id, and in another workspace', async () => {
    const mine = await store.continueConversation(workspaceId, about('C-3'));
    expect((await store.continueConversation(workspaceId, about('C-4'))).id).not.toBe(mine.id);
    expect((await store.continueConversation(foreignId, about('C-3'))).visitor.id).not.toBe(mine.visitor.id);
  });
});
