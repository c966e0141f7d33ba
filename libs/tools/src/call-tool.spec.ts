import { type ToolDescription, type ToolOutcome, toolDescriptionSchema } from '@switchboard/contracts';
import { type ToolLedger, ToolVoidError, callTool } from './call-tool';
import type { Tool } from './tool';

const describe_ = (change: Partial<ToolDescription> = {}): ToolDescription =>
  toolDescriptionSchema.parse({
    name: 'cancel_order',
    description: 'Cancels an order.',
    risk: 'write',
    arguments: {
      order: { type: 'string', description: 'the number' },
      email: { type: 'string', description: 'whose it is', from: 'session.email' },
    },
    ...change,
  });
const session = { visitorId: 'v', customerId: null, email: 'ana@example.com', name: null };

function ledgerOf(known: Record<string, ToolOutcome | null> = {}, isVoid = false) {
  const ledger: ToolLedger = {
    claim: async (key) => {
      if (isVoid) return { kind: 'void' };
      if (key in known) return { kind: 'known', outcome: known[key] ?? null };
      known[key] = null;
      return { kind: 'claimed' };
    },
    isKnown: async (key) => key in known,
    finish: async (key, outcome) => void (known[key] = outcome),
  };
  return ledger;
}
const toolOf = (run: Tool['run'], change: Partial<ToolDescription> = {}): Tool => ({
  description: describe_(change),
  run,
});
const call = (tool: Tool, given: unknown, ledger = ledgerOf(), signal = new AbortController().signal, who = session) =>
  callTool(tool, given, {
    context: { workspaceId: 'w', conversationId: 'c', session: who, signal },
    key: 'k',
    ledger,
    timeoutMs: 50,
  });

describe('callTool', () => {
  it('binds the identity of the session and hands over the checked arguments', async () => {
    const { outcome, call: record } = await call(
      toolOf(async (args) => ({ ok: true, value: { ...args } })),
      { order: 'FM-1' },
    );
    expect(outcome).toEqual({ ok: true, value: { order: 'FM-1', email: 'ana@example.com' } });
    expect(record).toMatchObject({ tool: 'cancel_order', outcome: 'ok', repeated: false });
  });

  it('refuses an identity that the caller claims, and arguments it does not know', async () => {
    const tool = toolOf(async () => ({ ok: true, value: {} }));
    expect((await call(tool, { order: 'FM-1', email: 'eve@example.com' })).outcome).toMatchObject({
      code: 'bad-arguments',
    });
    expect((await call(tool, { order: '' })).outcome).toMatchObject({ code: 'bad-arguments' });
  });

  it('says so when the session has no identity', async () => {
    const tool = toolOf(async () => ({ ok: true, value: {} }));
    const nobody = { ...session, email: null };
    const { outcome } = await call(tool, { order: 'FM-1' }, ledgerOf(), undefined, nobody as never);
    expect(outcome).toMatchObject({ ok: false, code: 'not-identified' });
  });

  it('runs a write once: a repeat under its key gets the first outcome', async () => {
    const ledger = ledgerOf();
    let runs = 0;
    const tool = toolOf(async () => ({ ok: true, value: { run: ++runs } }));
    await call(tool, { order: 'FM-1' }, ledger);
    const again = await call(tool, { order: 'FM-1' }, ledger);
    expect(runs).toBe(1);
    expect(again).toMatchObject({ outcome: { value: { run: 1 } }, call: { repeated: true } });
  });

  it('begins no write for a turn that no longer holds', async () => {
    let runs = 0;
    const tool = toolOf(async () => ({ ok: true, value: { run: ++runs } }));
    await expect(call(tool, { order: 'FM-1' }, ledgerOf({}, true))).rejects.toThrow(ToolVoidError);
    expect(runs).toBe(0);
  });

  it('asks the driver again, under the same key, about a write whose process died', async () => {
    const keys: string[] = [];
    const tool = toolOf(async (_, { idempotencyKey }) => {
      keys.push(idempotencyKey);
      return { ok: true, value: {} };
    });
    const { call: record } = await call(tool, { order: 'FM-1' }, ledgerOf({ k: null }));
    expect(keys).toEqual(['c/k']);
    expect(record.repeated).toBe(true);
  });

  it('gives up on a tool that hangs, and keeps that write open', async () => {
    const known: Record<string, ToolOutcome | null> = {};
    const { outcome } = await call(
      toolOf(() => new Promise(() => undefined)),
      { order: 'FM-1' },
      ledgerOf(known),
    );
    expect(outcome).toMatchObject({ ok: false, code: 'timeout' });
    expect(known).toEqual({ k: null });
  });

  it('turns a fault and a result of megabytes into values', async () => {
    const failing = toolOf(async () => Promise.reject(new Error('connection refused')));
    expect((await call(failing, { order: 'FM-1' })).outcome).toMatchObject({
      code: 'failed',
      detail: 'connection refused',
    });
    const huge = toolOf(async () => ({ ok: true, value: { text: 'x'.repeat(2_000_000) } }));
    expect((await call(huge, { order: 'FM-1' })).outcome).toMatchObject({ code: 'too-large' });
  });

  it('stops waiting for a read when the turn is aborted, but waits for a write that has begun', async () => {
    const slow = (): Promise<ToolOutcome> =>
      new Promise((done) => setTimeout(() => done({ ok: true, value: { done: true } }), 20));
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('taken over')), 5);
    await expect(call(toolOf(slow, { risk: 'read' }), { order: 'FM-1' }, ledgerOf(), abort.signal)).rejects.toThrow(
      'taken over',
    );
    const { outcome } = await call(toolOf(slow), { order: 'FM-1' }, ledgerOf(), abort.signal);
    expect(outcome).toEqual({ ok: true, value: { done: true } });
  });
});
