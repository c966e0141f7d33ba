import { randomUUID } from 'node:crypto';
import { setTimeout as later } from 'node:timers/promises';
import { type ToolOutcome, type Trace, policySchema } from '@switchboard/contracts';
import {
  ApprovalNotFoundError,
  ApprovalSettledError,
  type ApprovalStore,
  type AskedApproval,
  type ConversationStore,
  createApprovalStore,
  createConversationStore,
} from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { type TurnRunner, createTurnRunner } from '../create-turn-runner';
import type { TurnDeps } from '../turn-deps';
import { type ApprovalRunner, createApprovalRunner } from './create-approval-runner';

const ask: AskedApproval = {
  tool: 'cancel_order',
  description: 'Cancels an order.',
  arguments: { order: 'FM-1' },
  details: [{ label: 'the number of the order', value: 'FM-1' }],
  expiresInHours: 24,
};
const understanding = { asksForPerson: false, marks: [], safety: [], intents: [], language: { code: 'en' } };
const trace = {} as Omit<Trace, 'outcome' | 'finishedAt'>;
const done: ToolOutcome = { ok: true, value: { state: 'cancelled' } };

describe.each(testDatabases())('calls that people decide on, on $name', ({ open }) => {
  let database: Database;
  let store: ConversationStore;
  let approvals: ApprovalStore;
  let runs: string[] = [];
  let working: () => Promise<ToolOutcome>;
  const desks: { runner: TurnRunner; approvals: ApprovalRunner }[] = [];
  const [workspaceId, agentId, other] = [randomUUID(), randomUUID(), randomUUID()];
  const lease = { owner: 'test', ms: 60_000 };

  beforeAll(async () => {
    database = await open();
    store = createConversationStore(database);
    approvals = createApprovalStore(database);
    for (const [id, slug] of [
      [workspaceId, 'one'],
      [other, 'two'],
    ])
      await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, slug] });
    await database.query({
      text: `INSERT INTO agent (id, workspace_id, email, name, password_hash) VALUES ($1, $2, 'a@b.example', 'Ana', 'x')`,
      values: [agentId, workspaceId],
    });
  }, 60_000);
  beforeEach(() => {
    runs = [];
    working = async () => done;
  });
  afterEach(async () => {
    for (const desk of desks.splice(0)) {
      await desk.approvals.stop();
      await desk.runner.stop();
    }
    await database.query({ text: 'DELETE FROM conversation', values: [] });
  });
  afterAll(() => database.close());

  /** A desk of its own on the same database, with a time to undo of a blink. */
  function openDesk(processId: string, undoMs = 1) {
    const turn: TurnDeps = {
      store,
      readDesk: async () => ({
        policy: policySchema.parse({}),
        curated: new Map(),
        llmAvailable: true,
        procedures: [],
        safety: { words: {}, rules: [] },
      }),
      understand: async () => ({ understanding: understanding as never, embedding: null, space: null, earlier: [] }),
      search: async () => ({ passages: [], filter: null }),
      async answer(decision, { context }) {
        if (decision.action === 'stay-silent') return { kind: 'silent' };
        const [decided] = context.approvals.decided;
        const text =
          decision.action === 'approval'
            ? `${decided?.status} ${decided?.outcome?.ok} ${decided?.reason} by ${decided?.by}, about "${context.burst.map((message) => message.text).join(' ')}"`
            : 'something else';
        return {
          kind: 'reply',
          way: 'fixed',
          sources: [],
          reply: { text, citations: [], choices: [], answered: true },
        };
      },
    };
    const runner = createTurnRunner(
      {
        turn,
        store,
        deliver: () => undefined,
        stream: { delta: () => undefined, place: () => undefined, ended: () => undefined },
        onError: (error) => {
          throw error;
        },
      },
      { processId },
    );
    const desk = {
      runner,
      approvals: createApprovalRunner(
        {
          store: approvals,
          runner,
          runTool: ({ approval }) => (runs.push(`${processId} ${approval.id}`), working()),
          abortTurn: runner.abort,
          onChanged: () => undefined,
          onError: (error) => {
            throw error;
          },
        },
        { undoMs },
      ),
    };
    desks.push(desk);
    return desk;
  }

  async function asked(change: Partial<AskedApproval> = {}) {
    const { id } = await store.createConversation(workspaceId, { visitor: { name: 'Vera' }, language: 'en' });
    const input = { clientId: randomUUID(), text: 'please cancel FM-1' };
    const { turn } = await store.appendVisitorMessage(workspaceId, id, input, lease);
    if (turn === null) throw new Error('no turn is owed');
    const reply = { text: 'I have asked a colleague.', citations: [], choices: [], answered: true };
    await store.commitTurn(turn, { kind: 'reply', reply, asks: [{ ...ask, ...change }] }, trace);
    const [approval] = await approvals.listApprovals(workspaceId, { open: true, conversationId: id, limit: 10 });
    if (approval === undefined) throw new Error('nothing was asked');
    return { conversationId: id, id: approval.id, approval };
  }
  const words = async (conversationId: string) =>
    (await store.readMessages(workspaceId, conversationId, { afterSeq: 0, limit: 50 })).items
      .filter(({ author }) => author.kind === 'bot')
      .map(({ text }) => text);
  async function settled(id: string): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      if ((await approvals.readApproval(workspaceId, id)).settledAt !== null) return;
      await later(10);
    }
    throw new Error('it was not settled');
  }
  async function heard(conversationId: string, count: number): Promise<string[]> {
    for (let tries = 0; tries < 200; tries++) {
      const said = await words(conversationId);
      if (said.length >= count) return said;
      await later(10);
    }
    return words(conversationId);
  }
  const approve = { decision: 'approve', agentId } as const;

  it('are stored with the reply that says so, and shown with who asks what', async () => {
    const { approval, conversationId } = await asked();
    expect(approval).toMatchObject({
      tool: 'cancel_order',
      question: 'please cancel FM-1',
      visitor: { name: 'Vera' },
      owner: { kind: 'bot' },
      status: 'pending',
      details: [{ label: 'the number of the order', value: 'FM-1' }],
    });
    expect((await store.readConversation(workspaceId, conversationId)).approvals).toBe(1);
  });

  it('are not stored with a reply that came too late', async () => {
    const { id } = await store.createConversation(workspaceId, { visitor: {}, language: 'en' });
    const { turn } = await store.appendVisitorMessage(workspaceId, id, { clientId: 'a', text: 'cancel' }, lease);
    await store.takeOver(workspaceId, id, agentId);
    const reply = { text: 'I have asked a colleague.', citations: [], choices: [], answered: true };
    if (turn === null) throw new Error('no turn is owed');
    await store.commitTurn(turn, { kind: 'reply', reply, asks: [ask] }, trace);
    expect(await approvals.listApprovals(workspaceId, { open: true, limit: 10 })).toEqual([]);
  });

  it('run once after the approval, and the bot goes on from the question with the result', async () => {
    const { id, conversationId } = await asked();
    const desk = openDesk('a');
    await desk.approvals.decide(workspaceId, id, approve);
    expect(await heard(conversationId, 2)).toEqual([
      'I have asked a colleague.',
      'done true  by Ana, about "please cancel FM-1"',
    ]);
    expect(runs).toEqual([`a ${id}`]);
    expect(await approvals.readApproval(workspaceId, id)).toMatchObject({
      status: 'done',
      decidedBy: 'Ana',
      outcome: done,
    });
    expect((await store.readConversation(workspaceId, conversationId)).approvals).toBe(0);
  });

  it('can be taken back until they take effect', async () => {
    const { id } = await asked();
    const desk = openDesk('a', 60_000);
    expect(await desk.approvals.decide(workspaceId, id, approve)).toMatchObject({ status: 'approved' });
    expect(await desk.approvals.undo(workspaceId, id)).toMatchObject({ status: 'pending', decidedBy: null });
    await desk.approvals.sweep();
    expect(runs).toEqual([]);
    const quick = openDesk('b');
    await quick.approvals.decide(workspaceId, id, approve);
    await settled(id);
    await expect(quick.approvals.undo(workspaceId, id)).rejects.toThrow(ApprovalSettledError);
  });

  it('tell a decline with its reason and run nothing', async () => {
    const { id, conversationId } = await asked();
    await openDesk('a').approvals.decide(workspaceId, id, { decision: 'decline', reason: 'It was sent.', agentId });
    expect((await heard(conversationId, 2))[1]).toContain('declined undefined It was sent. by Ana');
    expect(runs).toEqual([]);
  });

  it('are decided by one person: a repeat of the same is no fault, another decision is refused', async () => {
    const { id } = await asked();
    const desk = openDesk('a', 60_000);
    await desk.approvals.decide(workspaceId, id, approve);
    expect(await desk.approvals.decide(workspaceId, id, approve)).toMatchObject({ status: 'approved' });
    const decline = { decision: 'decline', reason: 'no', agentId } as const;
    await expect(desk.approvals.decide(workspaceId, id, decline)).rejects.toThrow(ApprovalSettledError);
  });

  it('run once when two desks look at the same moment', async () => {
    const [a, b] = [openDesk('a', 60_000), openDesk('b', 60_000)];
    const all = await Promise.all(Array.from({ length: 8 }, () => asked()));
    for (const { id } of all) await approvals.decideApproval(workspaceId, id, { ...approve, undoMs: 0 });
    await Promise.all([a.approvals.sweep(), b.approvals.sweep(), a.approvals.sweep(), b.approvals.sweep()]);
    expect(runs.map((run) => run.slice(2)).sort()).toEqual(all.map(({ id }) => id).sort());
  });

  it('do not run again when the desk died in the middle: the visitor is told that it is not known', async () => {
    const { id, conversationId } = await asked();
    await approvals.decideApproval(workspaceId, id, { ...approve, undoMs: 0 });
    // Another process claims it and is killed.
    expect(await approvals.claimDueApprovals({ owner: 'dead', ms: 60_000 }, { limit: 5 })).toMatchObject([
      { work: 'run' },
    ]);
    const desk = openDesk('a');
    await desk.approvals.sweep();
    expect(runs).toEqual([]);
    await desk.approvals.sweep(true);
    expect(runs).toEqual([]);
    expect(await approvals.readApproval(workspaceId, id)).toMatchObject({
      outcome: { ok: false, code: 'interrupted' },
    });
    expect(await heard(conversationId, 2)).toHaveLength(2);
  });

  it('turn a fault of the tool into a result', async () => {
    const { id } = await asked();
    working = async () => Promise.reject(new Error('connection refused'));
    await openDesk('a').approvals.decide(workspaceId, id, approve);
    await settled(id);
    expect(await approvals.readApproval(workspaceId, id)).toMatchObject({
      outcome: { ok: false, code: 'failed', detail: 'connection refused' },
    });
  });

  it('still run for a person who has taken over, and the bot says nothing', async () => {
    const { id, conversationId } = await asked();
    await store.takeOver(workspaceId, conversationId, agentId);
    await openDesk('a').approvals.decide(workspaceId, id, approve);
    await settled(id);
    await later(30);
    expect(runs).toHaveLength(1);
    expect(await words(conversationId)).toEqual(['I have asked a colleague.']);
    // Nor does it later, when the bot has the conversation again.
    await store.giveBack(workspaceId, conversationId, agentId);
    const input = { clientId: randomUUID(), text: 'thanks' };
    const { turn } = await store.appendVisitorMessage(workspaceId, conversationId, input, lease);
    if (turn === null) throw new Error('no turn is owed');
    expect((await store.readTurnContext(turn)).approvals).toEqual({ waiting: [], decided: [] });
  });

  it('say nothing when somebody takes over while the tool runs', async () => {
    const { id, conversationId } = await asked();
    let release = (): void => undefined;
    working = () => new Promise((resolve) => (release = () => resolve(done)));
    await openDesk('a').approvals.decide(workspaceId, id, approve);
    while (runs.length === 0) await later(5);
    await store.takeOver(workspaceId, conversationId, agentId);
    release();
    await settled(id);
    await later(30);
    expect(await words(conversationId)).toEqual(['I have asked a colleague.']);
  });

  it('are answered together with what the visitor writes meanwhile', async () => {
    const { id, conversationId } = await asked();
    await approvals.decideApproval(workspaceId, id, { ...approve, undoMs: 0 });
    const input = { clientId: randomUUID(), text: 'any news?' };
    await store.appendVisitorMessage(workspaceId, conversationId, input, lease);
    await openDesk('a').approvals.sweep();
    expect((await heard(conversationId, 2)).slice(1)).toEqual(['done true  by Ana, about "any news?"']);
  });

  it('run out after their time, and the visitor hears of it', async () => {
    const { id, conversationId } = await asked({ expiresInHours: -1 });
    const desk = openDesk('a');
    await expect(desk.approvals.decide(workspaceId, id, approve)).rejects.toThrow(ApprovalSettledError);
    await desk.approvals.sweep();
    expect((await heard(conversationId, 2))[1]).toContain('expired');
    expect(runs).toEqual([]);
  });

  it('are known to no other workspace', async () => {
    const { id } = await asked();
    await expect(approvals.readApproval(other, id)).rejects.toThrow(ApprovalNotFoundError);
    await expect(approvals.decideApproval(other, id, { ...approve, undoMs: 0 })).rejects.toThrow(ApprovalNotFoundError);
    expect(await approvals.listApprovals(other, { open: true, limit: 10 })).toEqual([]);
  });
});
