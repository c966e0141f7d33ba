import { randomUUID } from 'node:crypto';
import type { ProcedureState, Trace } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import type { ConversationStore, Lease, PendingTurn, TurnEnding } from '../conversation-store';
import { createConversationStore } from '../create-conversation-store';

const lease: Lease = { owner: 'process-a', ms: 60_000 };
const trace = {} as Omit<Trace, 'outcome' | 'finishedAt'>;
const state: ProcedureState = {
  procedure: 'cancel_order',
  run: 'r',
  at: 1,
  waits: 'confirmation',
  slots: { order: { value: 'FM-1', text: 'FM-1' } },
  results: { found: { total: 64 } },
  tries: 0,
  confirmations: 1,
  language: 'en',
};

describe.each(testDatabases())('a running procedure on $name', ({ open }) => {
  let database: Database;
  let store: ConversationStore;
  const [workspaceId, agentId] = [randomUUID(), randomUUID()];
  beforeAll(async () => {
    database = await open();
    store = createConversationStore(database);
    await database.query({
      text: `INSERT INTO workspace (id, slug, name) VALUES ($1, 'w', 'W')`,
      values: [workspaceId],
    });
    await database.query({
      text: `INSERT INTO agent (id, workspace_id, email, name, password_hash) VALUES ($1, $2, 'a@b.example', 'Ana', 'x')`,
      values: [agentId, workspaceId],
    });
  }, 60_000);
  afterAll(() => database.close());

  const converse = async () => (await store.createConversation(workspaceId, { visitor: {}, language: 'en' })).id;
  async function owed(id: string): Promise<PendingTurn> {
    const { turn } = await store.appendVisitorMessage(workspaceId, id, { clientId: randomUUID(), text: 'x' }, lease);
    if (turn === null) throw new Error('no turn is owed');
    return turn;
  }
  const ending = (procedure?: ProcedureState | null): TurnEnding => ({
    kind: 'reply',
    reply: { text: 'x', citations: [], choices: [], answered: true },
    ...(procedure === undefined ? {} : { procedure }),
  });
  const running = async (id: string) => (await store.readTurnContext(await owed(id))).procedure;
  const call = { tool: 'cancel_order', arguments: { order: 'FM-1' } };

  it('is written with the reply of its turn, stays until another reply changes it, and ends with one', async () => {
    const id = await converse();
    expect(await running(id)).toBeNull();
    await store.commitTurn(await owed(id), ending(state), trace);
    expect(await running(id)).toEqual(state);
    await store.commitTurn(await owed(id), ending(), trace);
    expect(await running(id)).toEqual(state);
    await store.commitTurn(await owed(id), ending(null), trace);
    expect(await running(id)).toBeNull();
  });

  it('stays as it was when its turn was superseded', async () => {
    const id = await converse();
    await store.commitTurn(await owed(id), ending(state), trace);
    const late = await owed(id);
    await owed(id);
    expect(await store.commitTurn(late, ending({ ...state, at: 7 }), trace)).toMatchObject({ outcome: 'superseded' });
    expect(await running(id)).toEqual(state);
  });

  it('is over after a takeover, given back or not, and for a reopened conversation', async () => {
    const id = await converse();
    await store.commitTurn(await owed(id), ending(state), trace);
    const late = await owed(id);
    await store.takeOver(workspaceId, id, agentId);
    expect(await store.commitTurn(late, ending({ ...state, at: 7 }), trace)).toMatchObject({ outcome: 'stale' });
    await store.giveBack(workspaceId, id, agentId);
    expect(await running(id)).toBeNull();
    await store.commitTurn(await owed(id), ending(state), trace);
    await store.resolve(workspaceId, id, agentId);
    expect(await running(id)).toBeNull();
  });

  it('writes a tool’s call down once, and later turns know it and its outcome', async () => {
    const id = await converse();
    const first = await owed(id);
    expect(await store.isToolCallKnown(first, 'k')).toBe(false);
    expect(await store.claimToolCall(first, 'k', call)).toEqual({ kind: 'claimed' });
    expect(await store.claimToolCall(first, 'k', call)).toEqual({ kind: 'known', outcome: null });
    const outcome = { ok: true as const, value: { state: 'cancelled' } };
    await store.finishToolCall(first, 'k', outcome);
    const second = await owed(id);
    expect(await store.isToolCallKnown(second, 'k')).toBe(true);
    expect(await store.claimToolCall(second, 'k', call)).toEqual({ kind: 'known', outcome });
    expect(await store.claimToolCall(second, 'k2', call)).toEqual({ kind: 'claimed' });
  });

  it('lets no call begin for a turn that was superseded, or after a takeover', async () => {
    const id = await converse();
    const superseded = await owed(id);
    const current = await owed(id);
    expect(await store.claimToolCall(superseded, 'k', call)).toEqual({ kind: 'void' });
    await store.takeOver(workspaceId, id, agentId);
    expect(await store.claimToolCall(current, 'k', call)).toEqual({ kind: 'void' });
    expect(await store.isToolCallKnown(current, 'k')).toBe(false);
  });

  it('keeps the calls of two conversations apart', async () => {
    const [one, two] = [await owed(await converse()), await owed(await converse())];
    expect(await store.claimToolCall(one, 'k', call)).toEqual({ kind: 'claimed' });
    expect(await store.claimToolCall(two, 'k', call)).toEqual({ kind: 'claimed' });
  });
});
