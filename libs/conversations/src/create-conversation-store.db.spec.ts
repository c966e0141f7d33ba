import { randomUUID } from 'node:crypto';
import type { Trace } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import type { ConversationStore, Lease, PendingTurn, TurnEnding } from './conversation-store';
import { createConversationStore } from './create-conversation-store';
import { ConversationNotFoundError, NotOwnerError } from './errors';

const lease: Lease = { owner: 'process-a', ms: 60_000 };
const reply = (text: string): TurnEnding => ({
  kind: 'reply',
  reply: { text, citations: [], choices: [], answered: true },
});
const trace = {} as Omit<Trace, 'outcome' | 'finishedAt'>;

describe.each(testDatabases())('the conversation store on $name', ({ open }) => {
  let database: Database;
  let store: ConversationStore;
  let workspaceId: string;
  let foreignId: string;
  let agentId: string;
  let otherAgentId: string;

  beforeAll(async () => {
    database = await open();
    store = createConversationStore(database);
    [workspaceId, foreignId] = [await workspace('ours'), await workspace('theirs')];
    [agentId, otherAgentId] = [await agent('Ana'), await agent('Bo')];
  }, 60_000);
  afterAll(() => database.close());

  async function workspace(slug: string): Promise<string> {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, slug] });
    return id;
  }
  async function agent(name: string): Promise<string> {
    const id = randomUUID();
    const values = [id, workspaceId, `${name}@example.com`, name, 'x'];
    await database.query({
      text: 'INSERT INTO agent (id, workspace_id, email, name, password_hash) VALUES ($1, $2, $3, $4, $5)',
      values,
    });
    return id;
  }
  const converse = async () => (await store.createConversation(workspaceId, { visitor: {}, language: 'en' })).id;
  const say = (id: string, clientId: string, text = clientId) =>
    store.appendVisitorMessage(workspaceId, id, { clientId, text }, lease);
  const thread = async (id: string) => (await store.readMessages(workspaceId, id, { afterSeq: 0, limit: 1_000 })).items;
  async function owed(id: string, clientId: string = randomUUID()): Promise<PendingTurn> {
    const { turn } = await say(id, clientId);
    if (turn === null) throw new Error('no turn is owed');
    return turn;
  }
  const pending = (id: string) =>
    database.query<{ from_seq: number; to_seq: number }>({
      text: 'SELECT from_seq, to_seq FROM turn WHERE conversation_id = $1 AND outcome IS NULL',
      values: [id],
    });

  describe('sequence and idempotency', () => {
    it('numbers the messages of 60 concurrent writers without a gap', async () => {
      const id = await converse();
      const sent = await Promise.all(Array.from({ length: 60 }, (_, index) => say(id, `m${index}`)));
      const seqs = sent.map(({ message }) => message.seq).sort((a, b) => a - b);
      expect(seqs).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
      expect((await thread(id)).map(({ seq }) => seq)).toEqual(seqs);
    });

    it('makes one message of a client id that is sent twenty times at once', async () => {
      const id = await converse();
      const sent = await Promise.all(Array.from({ length: 20 }, () => say(id, 'same')));
      expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1);
      expect(sent.filter(({ turn }) => turn !== null)).toHaveLength(1);
      expect(await thread(id)).toHaveLength(1);
    });

    it('tells apart the same client id in two conversations', async () => {
      const [first, second] = [await converse(), await converse()];
      expect((await say(first, 'x')).message.id).not.toBe((await say(second, 'x')).message.id);
    });

    it('pages a thread after any sequence number', async () => {
      const id = await converse();
      for (const clientId of ['a', 'b', 'c']) await say(id, clientId);
      const page = await store.readMessages(workspaceId, id, { afterSeq: 1, limit: 1 });
      expect(page).toMatchObject({ more: true, items: [{ seq: 2, text: 'b' }] });
    });
  });

  describe('turns', () => {
    it('owe one reply to a burst, which covers all of it', async () => {
      const id = await converse();
      for (const clientId of ['a', 'b', 'c']) await say(id, clientId);
      expect(await pending(id)).toEqual([{ from_seq: 1, to_seq: 3 }]);
    });

    it('begin anew after a reply', async () => {
      const id = await converse();
      const { deliveries } = await store.commitTurn(await owed(id), reply('first'), trace);
      expect(deliveries[0]?.message).toMatchObject({ seq: 2, text: 'first', author: { kind: 'bot' } });
      expect(await owed(id)).toMatchObject({ fromSeq: 3, toSeq: 3 });
    });

    it('that were superseded write nothing, and say so in their trace', async () => {
      const id = await converse();
      const older = await owed(id);
      const newer = await owed(id);
      expect(await store.commitTurn(older, reply('too late'), trace)).toEqual({
        outcome: 'superseded',
        deliveries: [],
      });
      expect(await store.commitTurn(newer, reply('both'), trace)).toMatchObject({ outcome: 'replied' });
      expect((await thread(id)).filter(({ author }) => author.kind === 'bot').map(({ text }) => text)).toEqual([
        'both',
      ]);
      expect(await store.readTrace(workspaceId, older.id)).toMatchObject({ outcome: 'superseded' });
    });

    it('commit once, however often they are tried', async () => {
      const id = await converse();
      const turn = await owed(id);
      const tries = await Promise.all([1, 2, 3].map((n) => store.commitTurn(turn, reply(`try ${n}`), trace)));
      expect(tries.filter(({ deliveries }) => deliveries.length === 1)).toHaveLength(1);
      expect(await thread(id)).toHaveLength(2);
    });

    it('hand over with a promise, an event and a place in the queue, in this order', async () => {
      const id = await converse();
      const promise = { text: 'You are next.', citations: [], choices: [], answered: false };
      const { outcome } = await store.commitTurn(
        await owed(id),
        { kind: 'hand-off', reply: promise, reason: 'no-answer' },
        trace,
      );
      expect(outcome).toBe('handed-off');
      expect((await thread(id)).slice(1)).toMatchObject([
        { text: 'You are next.' },
        { event: { type: 'queued', reason: 'no-answer' } },
      ]);
      expect(await store.readConversation(workspaceId, id)).toMatchObject({ owner: { kind: 'queue' }, epoch: 1 });
      expect(await store.readQueuePlace(workspaceId, id)).toBeGreaterThan(0);
    });

    it('count failures in a row and forget them after an answer', async () => {
      const id = await converse();
      const failing: TurnEnding = {
        kind: 'reply',
        reply: { text: 'Sorry', citations: [], choices: [], answered: false },
      };
      await store.commitTurn(await owed(id), failing, trace);
      await store.commitTurn(await owed(id), failing, trace);
      expect(await store.readTurnContext(await owed(id))).toMatchObject({ failures: 2 });
      await store.commitTurn((await owed(id)) as PendingTurn, reply('yes'), trace);
      expect(await store.readTurnContext(await owed(id))).toMatchObject({ failures: 0 });
    });

    it('see the burst and the words before it', async () => {
      const id = await converse();
      await store.commitTurn(await owed(id, 'one'), reply('two'), trace);
      await say(id, 'three');
      const context = await store.readTurnContext(await owed(id, 'four'));
      expect(context.burst.map(({ text }) => text)).toEqual(['three', 'four']);
      expect(context.history.map(({ text }) => text)).toEqual(['one', 'two']);
    });

    it('of a dead process are taken up by exactly one of two', async () => {
      const id = await converse();
      const { turn } = await store.appendVisitorMessage(
        workspaceId,
        id,
        { clientId: 'x', text: 'x' },
        { owner: 'dead', ms: -1 },
      );
      const claims = await Promise.all(
        ['b', 'c'].map((owner) => store.claimAbandonedTurns({ owner, ms: 60_000 }, { limit: 1_000 })),
      );
      expect(claims.flat().filter(({ id: turnId }) => turnId === turn?.id)).toMatchObject([{ attempts: 2 }]);
    });

    it('that are alive are left alone until their owner is known to be dead', async () => {
      const turn = await owed(await converse());
      const mine = (turns: PendingTurn[]) => turns.filter(({ id }) => id === turn.id);
      expect(mine(await store.claimAbandonedTurns({ owner: 'b', ms: 1 }, { limit: 1_000 }))).toEqual([]);
      expect(
        mine(await store.claimAbandonedTurns({ owner: 'b', ms: 60_000 }, { limit: 1_000, everything: true })),
      ).toHaveLength(1);
    });
  });

  describe('ownership', () => {
    it('lets no bot message in after a takeover, in hundreds of races', async () => {
      for (let round = 0; round < 150; round++) {
        const id = await converse();
        const turn = await owed(id);
        await Promise.all([store.commitTurn(turn, reply('bot'), trace), store.takeOver(workspaceId, id, agentId)]);
        const messages = await thread(id);
        const takenOver = messages.find(({ event }) => event?.type === 'taken-over')?.seq ?? 0;
        expect(messages.filter(({ author, seq }) => author.kind === 'bot' && seq > takenOver)).toEqual([]);
      }
    }, 60_000);

    it('drops a reply whose epoch has passed, even when the bot owns the conversation again', async () => {
      const id = await converse();
      const turn = await owed(id);
      await store.takeOver(workspaceId, id, agentId);
      await store.giveBack(workspaceId, id, agentId);
      expect(await store.commitTurn(turn, reply('stale'), trace)).toEqual({ outcome: 'stale', deliveries: [] });
      expect(await store.readConversation(workspaceId, id)).toMatchObject({ owner: { kind: 'bot' }, epoch: 2 });
    });

    it('lets only the holder reply and give back', async () => {
      const id = await converse();
      const input = { clientId: 'r1', text: 'Hello', agentId };
      await expect(store.appendAgentMessage(workspaceId, id, input)).rejects.toThrow(NotOwnerError);
      await store.takeOver(workspaceId, id, agentId);
      expect((await store.appendAgentMessage(workspaceId, id, input)).message.author).toEqual({
        kind: 'agent',
        agentId,
        name: 'Ana',
      });
      expect((await store.appendAgentMessage(workspaceId, id, input)).repeated).toBe(true);
      await expect(store.giveBack(workspaceId, id, otherAgentId)).rejects.toThrow(NotOwnerError);
    });

    it('passes from one agent to another, and writes nothing when it is so already', async () => {
      const id = await converse();
      await store.takeOver(workspaceId, id, agentId);
      expect(await store.takeOver(workspaceId, id, agentId)).toMatchObject({ changed: false, deliveries: [] });
      expect(await store.takeOver(workspaceId, id, otherAgentId)).toMatchObject({
        changed: true,
        conversation: { epoch: 2, owner: { name: 'Bo' } },
      });
    });

    it('asks for a person once', async () => {
      const id = await converse();
      const changes = await Promise.all([1, 2, 3].map(() => store.requestPerson(workspaceId, id, 'asked-for-person')));
      expect(changes.filter(({ changed }) => changed)).toHaveLength(1);
    });

    it('reopens a resolved conversation for the bot when the visitor writes again', async () => {
      const id = await converse();
      await store.takeOver(workspaceId, id, agentId);
      await store.resolve(workspaceId, id, agentId);
      const { deliveries, turn } = await say(id, 'again');
      expect(deliveries.map(({ message }) => message.event?.type ?? message.text)).toEqual(['reopened', 'again']);
      expect(turn?.epoch).toBe((await store.readConversation(workspaceId, id)).epoch);
      expect(await store.readConversation(workspaceId, id)).toMatchObject({ status: 'open', owner: { kind: 'bot' } });
    });
  });

  describe('the outbox', () => {
    it('keeps a committed message until somebody acknowledges it', async () => {
      const id = await converse();
      const { deliveries } = await say(id, 'm');
      const mine = async () =>
        (await store.claimDeliveries({ limit: 1_000, leaseMs: -1, everything: true })).filter(
          ({ message }) => message.conversationId === id,
        );
      expect(await mine()).toMatchObject([{ message: { text: 'm', seq: 1 }, conversation: { id, lastSeq: 1 } }]);
      await store.acknowledgeDeliveries(deliveries.map(({ outboxId }) => outboxId));
      expect(await mine()).toEqual([]);
    });
  });

  describe('the inbox', () => {
    it('pages by the last change, newest first, and finds by a name with a wildcard in it', async () => {
      const named = await store.createConversation(workspaceId, { visitor: { name: '100% Zoë_' }, language: 'en' });
      expect(
        (await store.listConversations(workspaceId, { search: '0% zoë_', limit: 5 })).items.map(({ id }) => id),
      ).toEqual([named.id]);
      const seen: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await store.listConversations(workspaceId, {
          limit: 7,
          ...(cursor === undefined ? {} : { cursor }),
        });
        seen.push(...page.items.map(({ id }) => id));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(new Set(seen).size).toBe(seen.length);
      const [count] = await database.query<{ n: number }>({
        text: 'SELECT count(*)::int AS n FROM conversation WHERE workspace_id = $1',
        values: [workspaceId],
      });
      expect(seen).toHaveLength(count?.n ?? -1);
    });
  });

  describe('tenancy', () => {
    it('hides a conversation from another workspace in every method', async () => {
      const id = await converse();
      const turn = await owed(id);
      await store.commitTurn(turn, reply('x'), trace);
      const input = { clientId: 'x', text: 'x' };
      const attempts: (() => Promise<unknown>)[] = [
        () => store.readConversation(foreignId, id),
        () => store.readMessages(foreignId, id, { afterSeq: 0, limit: 10 }),
        () => store.appendVisitorMessage(foreignId, id, input, lease),
        () => store.appendAgentMessage(foreignId, id, { ...input, agentId }),
        () => store.requestPerson(foreignId, id, 'x'),
        () => store.takeOver(foreignId, id, agentId),
        () => store.giveBack(foreignId, id, agentId),
        () => store.resolve(foreignId, id, agentId),
        () => store.commitTurn({ ...turn, workspaceId: foreignId }, reply('x'), trace),
        () => store.readTurnContext({ ...turn, workspaceId: foreignId }),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow(ConversationNotFoundError);
      expect(await store.readTrace(foreignId, turn.id)).toBeNull();
      expect(await store.readQueuePlace(foreignId, id)).toBeNull();
      expect((await store.listConversations(foreignId, { limit: 10 })).items).toEqual([]);
    });

    it('lets no agent of another workspace take over', async () => {
      const id = (await store.createConversation(foreignId, { visitor: {}, language: 'en' })).id;
      await expect(store.takeOver(foreignId, id, agentId)).rejects.toThrow(NotOwnerError);
    });
  });
});
