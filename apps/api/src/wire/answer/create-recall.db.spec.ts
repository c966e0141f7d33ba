import { randomUUID } from 'node:crypto';
import {
  type ConversationStore,
  type PendingTurn,
  createConversationStore,
  createSummaryStore,
} from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import { type ChatAccount, type ChatEntry, type ChatModel, ChatModelError } from '@switchboard/models';
import { testDatabases } from '@switchboard/testing';
import { createRecall } from './create-recall';

const lease = { owner: 'process', ms: 60_000 };
const account: ChatAccount = { begin: async () => ({ end: async () => undefined }) };
const { signal } = new AbortController();

describe.each(testDatabases().slice(0, 1))('the memory of a conversation on $name', ({ open }) => {
  let database: Database;
  let conversations: ConversationStore;
  let workspaceId: string;
  beforeAll(async () => {
    database = await open();
    conversations = createConversationStore(database);
    workspaceId = randomUUID();
    await database.query({
      text: `INSERT INTO workspace (id, slug, name) VALUES ($1, 'a', 'A')`,
      values: [workspaceId],
    });
  }, 60_000);
  afterAll(() => database.close());

  const model = (name: string, contextTokens: number): ChatModel => ({
    name,
    contextTokens,
    async *stream() {
      yield { text: '' };
    },
  });
  function summariser(answer: string | Error) {
    const asked: string[] = [];
    const chat: ChatModel = {
      name: 'short',
      async *stream(entries: readonly ChatEntry[]) {
        asked.push(String(entries.at(-1)?.content));
        if (answer instanceof Error) throw answer;
        yield { text: answer };
      },
    };
    return { chat, asked };
  }
  /** So many questions with their answers, and one more question. */
  async function converse(rounds: number, id: string): Promise<PendingTurn> {
    const ask = async (text: string) =>
      (await conversations.appendVisitorMessage(workspaceId, id, { clientId: randomUUID(), text }, lease)).turn;
    for (let round = 0; round < rounds; round++) {
      const turn = await ask(`question ${round} ${'about the order '.repeat(12)}`);
      const reply = { text: `answer ${round}`, citations: [], choices: [], answered: true };
      const trace = {} as Parameters<ConversationStore['commitTurn']>[2];
      if (turn !== null) await conversations.commitTurn(turn, { kind: 'reply', reply }, trace);
    }
    const last = await ask('and now?');
    if (last === null) throw new Error('no turn');
    return last;
  }
  const begin = async () => (await conversations.createConversation(workspaceId, { visitor: {}, language: 'en' })).id;

  function remember(turn: PendingTurn, chat: ChatModel | null, contextTokens = 4_096) {
    const errors: unknown[] = [];
    const summaries = createSummaryStore(database);
    const recall = createRecall({
      conversations,
      summaries,
      route: chat === null ? [] : [chat],
      onError: (error) => errors.push(error),
    });
    const recalled = conversations
      .readTurnContext(turn)
      .then((context) => recall({ context, model: model('big', contextTokens), account, signal }));
    return { recalled, errors, kept: () => summaries.readMemory(workspaceId, turn.conversationId) };
  }

  it('summarises what no longer fits once, and keeps it with what it covers and who made it', async () => {
    const id = await begin();
    const { chat, asked } = summariser('They asked about the order.');
    const first = remember(await converse(40, id), chat);
    const recalled = await first.recalled;
    expect(recalled).toMatchObject({ remembered: { text: 'They asked about the order.' }, dropped: 0 });
    const toSeq = recalled.remembered?.toSeq ?? 0;
    expect(recalled.recent.map(({ seq }) => seq)).toEqual(Array.from({ length: 80 - toSeq }, (_, i) => toSeq + 1 + i));
    expect(await first.kept()).toMatchObject({
      toSeq,
      model: 'short',
      promptVersion: 1,
      madeBy: 'llm',
      kind: 'memory',
    });
    expect(asked).toHaveLength(1);
    const second = remember(await converse(2, id), chat);
    expect(await second.recalled).toMatchObject({ remembered: { toSeq }, dropped: 0 });
    expect(asked).toHaveLength(1);
  }, 60_000);

  it('leaves the oldest out where no model summarises or the one that should fails', async () => {
    const turn = await converse(40, await begin());
    for (const chat of [null, summariser(new ChatModelError('down')).chat]) {
      const { recalled, errors, kept } = remember(turn, chat);
      const { remembered, recent, dropped } = await recalled;
      expect([remembered, recent.length + dropped]).toEqual([null, 80]);
      expect(dropped).toBeGreaterThan(0);
      expect(errors).toHaveLength(chat === null ? 0 : 1);
      expect(await kept()).toBeNull();
    }
  }, 60_000);

  it('is the words themselves where the model reads enough', async () => {
    const { recalled } = remember(await converse(10, await begin()), null, 200_000);
    expect(await recalled).toMatchObject({ remembered: null, dropped: 0, recent: { length: 20 } });
  }, 60_000);
});
