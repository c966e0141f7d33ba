import { randomUUID } from 'node:crypto';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { type CallRow, type LedgerScope, OverBudgetError, createLlmLedger } from './create-llm-ledger';

const amount = { tokens: 100, costMicros: 7 };
const call: CallRow = {
  conversationId: null,
  turnId: null,
  purpose: 'agent',
  model: 'm',
  host: 'api.example',
  sentCharacters: 12,
  redacted: { EMAIL_ADDRESS: 1 },
  promptTokens: 30,
  completionTokens: 10,
  costMicros: 3,
  outcome: 'ok',
  ms: 5,
};

describe.each(testDatabases())('the ledger of large models on $name', ({ open }) => {
  let database: Database;
  let ledger: ReturnType<typeof createLlmLedger>;
  const [workspaceId, other] = [randomUUID(), randomUUID()];

  beforeAll(async () => {
    database = await open();
    ledger = createLlmLedger(database);
    for (const [id, slug] of [
      [workspaceId, 'a'],
      [other, 'b'],
    ])
      await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, slug] });
  }, 60_000);
  afterAll(() => database.close());

  const scopes = (tokens: number, costMicros: number | null = null): LedgerScope[] => [
    { scope: 'workspace', id: workspaceId, tokens: 1_000_000, costMicros: null },
    { scope: 'visitor', id: randomUUID(), tokens, costMicros },
  ];

  it('holds a limit however many reserve at once', async () => {
    const mine = scopes(1_050);
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, () => ledger.reserve(workspaceId, mine, amount)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(OverBudgetError);
    expect(await ledger.readUse(workspaceId, 'visitor', mine[1]?.id ?? '')).toEqual({ tokens: 1_000, costMicros: 70 });
  });

  it('reserves in all scopes or in none', async () => {
    const before = await ledger.readUse(workspaceId, 'workspace', workspaceId);
    await expect(ledger.reserve(workspaceId, scopes(50), amount)).rejects.toMatchObject({ scope: 'visitor' });
    await expect(ledger.reserve(workspaceId, scopes(500, 6), amount)).rejects.toMatchObject({ scope: 'visitor' });
    expect(await ledger.readUse(workspaceId, 'workspace', workspaceId)).toEqual(before);
  });

  it('gives back what a call did not use, and keeps the call', async () => {
    const mine = scopes(150);
    const { day } = await ledger.reserve(workspaceId, mine, amount);
    await expect(ledger.reserve(workspaceId, mine, amount)).rejects.toBeInstanceOf(OverBudgetError);
    await ledger.settle(workspaceId, { scopes: mine, day, amount }, call);
    expect(await ledger.readUse(workspaceId, 'visitor', mine[1]?.id ?? '')).toEqual({ tokens: 40, costMicros: 3 });
    await ledger.reserve(workspaceId, mine, amount);
    expect(await ledger.listCalls(workspaceId, { remote: true, limit: 5 })).toMatchObject([call]);
  });

  it('keeps local calls out of the egress log, and other workspaces out of both', async () => {
    const mine = scopes(500);
    const { day } = await ledger.reserve(workspaceId, mine, amount);
    await ledger.settle(workspaceId, { scopes: mine, day, amount }, { ...call, host: null });
    expect(await ledger.listCalls(workspaceId, { remote: true, limit: 5 })).toHaveLength(1);
    expect(await ledger.listCalls(workspaceId, { remote: false, limit: 5 })).toHaveLength(2);
    expect(await ledger.listCalls(other, { remote: false, limit: 5 })).toEqual([]);
  });
});
