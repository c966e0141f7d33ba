import type { ToolCall, ToolOutcome } from '@switchboard/contracts';
import type { Tool, ToolContext } from './tool';
import { bindArguments } from './tool-arguments';

/** Remembers the calls of a turn's conversation, so that a write happens once whatever happens to the turn. */
export interface ToolLedger {
  /**
   * Writes the call down before it runs. `void`: the turn no longer holds (a newer message, a takeover) and the call
   * must not run. `known`: it was made before; without an outcome its process died in the middle.
   */
  claim(
    key: string,
    call: { tool: string; arguments: object },
  ): Promise<{ kind: 'claimed' | 'void' } | { kind: 'known'; outcome: ToolOutcome | null }>;
  /** Was this call made before, whatever became of it? */
  isKnown(key: string): Promise<boolean>;
  finish(key: string, outcome: ToolOutcome): Promise<void>;
}

export interface CallOptions {
  context: Omit<ToolContext, 'idempotencyKey' | 'signal'> & { signal: AbortSignal };
  /** Names this call among those of its conversation. */
  key: string;
  ledger: ToolLedger;
  timeoutMs?: number;
}

const defaultTimeoutMs = 8_000;
const largestOutcome = 64 * 1024;

/** The turn ended before a write could begin: nothing was done. */
export class ToolVoidError extends Error {
  readonly code = 'tool-void';
}

/**
 * Calls a tool: arguments checked, identity bound, time and size bounded, faults as values. A read runs each time; a
 * write runs once for its key, and a repeat gets the first outcome. Rejects only when the turn was aborted before a
 * result was there: with the signal's reason, or ToolVoidError.
 */
export async function callTool(
  tool: Tool,
  given: unknown,
  { context, key, ledger, timeoutMs = defaultTimeoutMs }: CallOptions,
): Promise<{ outcome: ToolOutcome; call: ToolCall }> {
  const started = performance.now();
  const { name, risk } = tool.description;
  const bound = bindArguments(tool.description, given, context.session);
  const report = (outcome: ToolOutcome, repeated = false): { outcome: ToolOutcome; call: ToolCall } => ({
    outcome,
    call: {
      tool: name,
      risk,
      arguments: bound.ok ? { ...bound.args } : {},
      outcome: outcome.ok ? 'ok' : outcome.code,
      detail: outcome.ok ? '' : outcome.detail,
      ms: Math.round((performance.now() - started) * 100) / 100,
      repeated,
    },
  });
  if (!bound.ok) return report({ ok: false, code: bound.code, detail: bound.detail });
  const run = (): Promise<ToolOutcome> =>
    guard(tool, bound.args, { ...context, idempotencyKey: `${context.conversationId}/${key}` }, timeoutMs);
  if (risk === 'read') return report(await run());

  const claim = await ledger.claim(key, { tool: name, arguments: bound.args });
  if (claim.kind === 'void') throw new ToolVoidError(`the turn ended before ${name} began`);
  if (claim.kind === 'known' && claim.outcome !== null) return report(claim.outcome, true);
  const outcome = await run();
  // What may still be going on outside stays open: a repeat asks the driver again under the same key.
  if (outcome.ok || outcome.code !== 'timeout') await ledger.finish(key, outcome);
  return report(outcome, claim.kind === 'known');
}

/** A write that has begun is waited for even if its turn is aborted: what was done must be known. */
async function guard(
  tool: Tool,
  args: Parameters<Tool['run']>[0],
  context: ToolContext,
  timeoutMs: number,
): Promise<ToolOutcome> {
  const late = AbortSignal.timeout(timeoutMs);
  const stops = tool.description.risk === 'read' ? AbortSignal.any([context.signal, late]) : late;
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => reject(stops.reason as Error);
    if (stops.aborted) stop();
    else stops.addEventListener('abort', stop, { once: true });
  });
  try {
    const outcome = await Promise.race([tool.run(args, { ...context, signal: stops }), stopped]);
    const size = JSON.stringify(outcome).length;
    if (size <= largestOutcome) return outcome;
    return { ok: false, code: 'too-large', detail: `the result has ${size} characters` };
  } catch (error) {
    if (tool.description.risk === 'read') context.signal.throwIfAborted();
    if (late.aborted) return { ok: false, code: 'timeout', detail: `no result after ${timeoutMs} ms` };
    return { ok: false, code: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
