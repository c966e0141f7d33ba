import { randomUUID } from 'node:crypto';
import { type Trace, traceSchema } from '@switchboard/contracts';
import { createConversationStore } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import type { ChatModel } from '@switchboard/models';
import { fakeEncoder, testDatabases } from '@switchboard/testing';
import { createLlmLedger, createWorkspaceStore } from '@switchboard/workspace';
import { compareTurn } from './compare-turns';
import { openReplay } from './open-replay';

const passage = {
  passageId: 'p',
  documentId: 'd',
  title: 'Delivery',
  score: 0.5,
  text: 'Delivery costs £3.95. It takes 2–4 working days.',
};
const says = (text: string, seen: string[] = []): ChatModel => ({
  name: 'scripted',
  callsTools: true,
  async *stream(messages) {
    seen.push(messages.map(({ content }) => content).join('\n'));
    yield { text, usage: { promptTokens: 1, completionTokens: 1 } };
  },
});

describe.each(testDatabases())('a replay on $name', ({ open }) => {
  let database: Database;
  let workspaceId: string;
  let conversationId: string;
  const signal = new AbortController().signal;

  beforeAll(async () => {
    database = await open();
    const input = { slug: `replay-${randomUUID()}`, name: 'Fellmoor', policy: {}, welcome: {}, hours: {} };
    workspaceId = (await createWorkspaceStore(database).createWorkspace(input)).id;
    await storedTurn('hello', null);
    conversationId = await storedTurn('what does delivery cost', {
      model: 'old',
      promptTokens: 1,
      completionTokens: 1,
      firstTokenMs: 1,
      redacted: {},
      calls: 1,
      costMicros: 0,
      prompt: 'aaaaaaaaaaaa',
    });
  }, 60_000);
  afterAll(() => database.close());

  async function storedTurn(text: string, llm: Trace['llm']): Promise<string> {
    const store = createConversationStore(database);
    const { id } = await store.createConversation(workspaceId, { visitor: {}, language: 'en' });
    const lease = { owner: 'test', ms: 60_000 };
    const { turn } = await store.appendVisitorMessage(workspaceId, id, { clientId: randomUUID(), text }, lease);
    if (turn === null) throw new Error('no turn is owed');
    const now = new Date().toISOString();
    const {
      outcome: _,
      finishedAt: __,
      ...trace
    } = traceSchema.parse({
      turnId: turn.id,
      conversationId: id,
      fromSeq: turn.fromSeq,
      toSeq: turn.toSeq,
      outcome: 'replied',
      attempts: 1,
      startedAt: now,
      finishedAt: now,
      steps: [],
      understanding: {
        language: { code: 'en', confidence: 1 },
        intents: [],
        outOfScope: null,
        asksForPerson: false,
        intentModel: null,
        missing: [],
      },
      passages: [passage],
      support: 0.5,
      decision: { action: 'llm', ruleId: 'llm-agent' },
      declined: [],
      checks: [],
      llm,
      error: null,
    });
    const reply = { text: 'Delivery costs £3.95 [1].', citations: [], choices: [], answered: true };
    await store.commitTurn(turn, { kind: 'reply', reply }, trace);
    return id;
  }
  const openWith = (model: ChatModel, policy = {}) =>
    openReplay({ database, encoder: fakeEncoder(), route: [model], policy });

  it('takes the turns that asked an LLM, with what was said', async () => {
    const turns = await openWith(says('')).listTurns(workspaceId, 10);
    expect(turns).toMatchObject([
      { turn: { conversationId }, trace: { llm: { model: 'old' } }, reply: { text: 'Delivery costs £3.95 [1].' } },
    ]);
    expect(await openWith(says('')).listTurns(randomUUID(), 10)).toEqual([]);
  });

  it('asks the same with the same passages, and shows what would be said now', async () => {
    const seen: string[] = [];
    const { listTurns, replay } = openWith(says('Delivery costs £3.95 and takes 2–4 working days [1].', seen));
    const [stored] = await listTurns(workspaceId, 1);
    const turn = await replay(stored as NonNullable<typeof stored>, signal);
    expect(seen[0]).toContain('[1] Delivery: Delivery costs £3.95.');
    expect(seen[0]).toContain('what does delivery cost');
    expect(turn).toMatchObject({
      question: 'what does delivery cost',
      before: { action: 'replied', prompt: 'aaaaaaaaaaaa' },
      after: { action: 'replied', text: 'Delivery costs £3.95 and takes 2–4 working days [1].' },
    });
    expect(turn.after.prompt).toMatch(/^[0-9a-f]{12}$/);
    expect(compareTurn(turn).changes).toEqual(['numbers', 'length']);
  });

  it('checks what is said as a turn does, and tries the policy that is given', async () => {
    const invented = openWith(says('Delivery costs £99 [1].'));
    const [stored] = await invented.listTurns(workspaceId, 1);
    const known = stored as NonNullable<typeof stored>;
    expect((await invented.replay(known, signal)).after.action).toBe('declined');
    const strict = openWith(says('Delivery costs £3.95 [1].'), { output: { never: ['delivery'] } });
    expect((await strict.replay(known, signal)).after.action).toBe('declined');
  });

  it('sends nothing, stores nothing and costs nothing', async () => {
    const store = createConversationStore(database);
    const thread = async () =>
      (await store.readMessages(workspaceId, conversationId, { afterSeq: 0, limit: 10 })).items;
    const before = await thread();
    const { listTurns, replay } = openWith(says('Delivery costs £3.95 [1].'));
    for (const turn of await listTurns(workspaceId, 10)) await replay(turn, signal);
    expect(await thread()).toEqual(before);
    expect(await createLlmLedger(database).listCalls(workspaceId, { remote: false, limit: 10 })).toEqual([]);
  });
});
