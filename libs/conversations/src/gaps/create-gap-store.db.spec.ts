import { randomUUID } from 'node:crypto';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import type { ConversationStore, Reply } from '../conversation-store';
import { createConversationStore } from '../create-conversation-store';
import { type GapStore, MessageNotFoundError, createGapStore } from './create-gap-store';

const lease = { owner: 'process', ms: 60_000 };
const reply: Reply = { text: 'Three days.', citations: [], choices: [], answered: true };

describe.each(testDatabases())('ratings and gaps on $name', ({ open }) => {
  let database: Database;
  let store: ConversationStore;
  let gaps: GapStore;
  let mine: string;
  beforeAll(async () => {
    database = await open();
    store = createConversationStore(database);
    gaps = createGapStore(database);
  }, 60_000);
  beforeEach(async () => void (mine = await workspace()));
  afterAll(() => database.close());

  async function workspace(): Promise<string> {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, id] });
    return id;
  }
  /** A visitor's messages and the turn that ends them under a rule. */
  async function turn(texts: string[], ruleId: string): Promise<string> {
    const { id } = await store.createConversation(mine, { visitor: {}, language: 'en' });
    let pending = null;
    for (const text of texts)
      ({ turn: pending } = await store.appendVisitorMessage(mine, id, { clientId: randomUUID(), text }, lease));
    if (pending === null) throw new Error('no turn');
    const trace = { decision: { action: 'passages', ruleId } } as unknown as Parameters<
      ConversationStore['commitTurn']
    >[2];
    await store.commitTurn(pending, { kind: 'reply', reply }, trace);
    return id;
  }
  const asked = async (workspaceId = mine) =>
    (await gaps.listGapQuestions(workspaceId, { days: 30, limit: 10 })).map(({ text, kind }) => `${kind}: ${text}`);

  it('a question without an answer is a gap, with all its messages; one with an answer is none', async () => {
    await turn(['how much is delivery'], 'passages-support');
    await turn(['do you', 'wrap gifts'], 'no-answer');
    await turn(['sell hats'], 'out-of-scope');
    expect(await asked()).toEqual(['unanswered: sell hats', 'unanswered: do you\nwrap gifts']);
    expect(await asked(await workspace())).toEqual([]);
  });

  it('an answer that did not help is a gap until the visitor takes it back', async () => {
    const id = await turn(['how long does it take'], 'passages-support');
    await gaps.rateMessage(mine, id, 2, 'not-helpful');
    expect(await asked()).toEqual(['badly-rated: how long does it take']);
    const { items } = await store.readMessages(mine, id, { afterSeq: 0, limit: 5 });
    expect(items.map(({ rating }) => rating)).toEqual([null, 'not-helpful']);
    await gaps.rateMessage(mine, id, 2, 'helpful');
    expect(await asked()).toEqual([]);
    await gaps.rateMessage(mine, id, 2, null);
    expect((await store.readMessages(mine, id, { afterSeq: 1, limit: 5 })).items[0]?.rating).toBeNull();
  });

  it('only what the bot said can be rated, and only in its own workspace', async () => {
    const id = await turn(['how long does it take'], 'passages-support');
    const theirs = await workspace();
    for (const attempt of [
      () => gaps.rateMessage(mine, id, 1, 'helpful'),
      () => gaps.rateMessage(mine, id, 99, 'helpful'),
      () => gaps.rateMessage(theirs, id, 2, 'helpful'),
    ])
      await expect(attempt()).rejects.toThrow(MessageNotFoundError);
  });
});
