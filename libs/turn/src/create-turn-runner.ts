import type { ConversationStore, Delivery, Lease, PendingTurn } from '@switchboard/conversations';
import { failTurn } from './fail-turn';
import { handleTurn } from './handle-turn';
import type { TurnDeps } from './turn-deps';

export interface TurnRunnerDeps {
  turn: TurnDeps;
  store: Pick<ConversationStore, 'claimAbandonedTurns' | 'renewTurnLease'>;
  deliver(deliveries: readonly Delivery[]): void;
  /** Words of a reply that is being written, and its end: committed as a message, or withdrawn. */
  stream: {
    delta(turn: PendingTurn, text: string): void;
    place(turn: PendingTurn, place: number): void;
    ended(turn: PendingTurn, withdrawn: boolean): void;
  };
  onError(error: unknown, turn: PendingTurn | null): void;
}

export interface TurnRunnerOptions {
  /** Names this process in the leases of its turns. */
  processId: string;
  leaseMs?: number;
  sweepEveryMs?: number;
  /** A turn that was taken up so many times has killed its process each time: it goes to a person. */
  maxAttempts?: number;
}

/** Why a running turn was stopped: a newer message of the burst, or somebody else holds the conversation. */
export class TurnAbortedError extends Error {
  readonly code = 'turn-aborted';
}

interface Running {
  turn: PendingTurn;
  abort: AbortController;
  done: Promise<void>;
}

/**
 * Runs the turns of this process: at most one a conversation (a newer one aborts the older), leases renewed while
 * they run, and abandoned turns of killed processes taken up. The database decides which reply is valid; the
 * runner only saves work and stops streams early.
 */
export function createTurnRunner(deps: TurnRunnerDeps, options: TurnRunnerOptions) {
  const { processId, leaseMs = 6_000, sweepEveryMs = 2_000, maxAttempts = 3 } = options;
  const lease: Lease = { owner: processId, ms: leaseMs };
  const running = new Map<string, Running>();
  let sweeping: NodeJS.Timeout | null = null;
  let renewing: NodeJS.Timeout | null = null;

  function start(turn: PendingTurn): Promise<void> {
    void abort(turn.conversationId);
    const controller = new AbortController();
    const entry: Running = { turn, abort: controller, done: Promise.resolve() };
    running.set(turn.conversationId, entry);
    entry.done = run(turn, controller.signal).finally(() => {
      if (running.get(turn.conversationId) === entry) running.delete(turn.conversationId);
    });
    return entry.done;
  }

  async function run(turn: PendingTurn, signal: AbortSignal): Promise<void> {
    let streamed = false;
    const onText = (text: string): void => {
      if (signal.aborted) return;
      streamed = true;
      deps.stream.delta(turn, text);
    };
    const onPlace = (place: number): void => {
      if (!signal.aborted) deps.stream.place(turn, place);
    };
    let committed = false;
    try {
      const result =
        turn.attempts > maxAttempts
          ? await failTurn(turn, deps.turn, 'taken up too often')
          : await handleTurn(turn, deps.turn, { signal, onText, onPlace });
      committed = result.outcome === 'replied';
      deps.deliver(result.deliveries);
    } catch (error) {
      if (!signal.aborted) await recoverFrom(error, turn);
    } finally {
      if (streamed) deps.stream.ended(turn, !committed);
    }
  }

  /** A fault ends in a person's hands; if even that cannot be written, the lease runs out and the turn is tried again. */
  async function recoverFrom(error: unknown, turn: PendingTurn): Promise<void> {
    deps.onError(error, turn);
    try {
      const { deliveries } = await failTurn(turn, deps.turn, error instanceof Error ? error.message : String(error));
      deps.deliver(deliveries);
    } catch (second) {
      deps.onError(second, turn);
    }
  }

  /** Resolves when the turn has ended: what it had committed before is delivered by then. */
  function abort(conversationId: string): Promise<void> {
    const entry = running.get(conversationId);
    if (entry === undefined) return Promise.resolve();
    running.delete(conversationId);
    entry.abort.abort(new TurnAbortedError('the turn was superseded'));
    return entry.done;
  }

  /** Takes up turns whose process died; `everything` when no other process can be alive. */
  async function sweep(everything = false): Promise<void> {
    const turns = await deps.store.claimAbandonedTurns(lease, { limit: 50, everything });
    await Promise.all(turns.map((turn) => start(turn)));
    if (turns.length === 50) await sweep(everything);
  }

  async function renew(): Promise<void> {
    await Promise.all([...running.values()].map(({ turn }) => deps.store.renewTurnLease(turn.id, lease)));
  }

  const guarded = (work: () => Promise<void>) => (): void => void work().catch((error) => deps.onError(error, null));

  return {
    lease,
    start,
    /** Stops the running turn of a conversation, if there is one here: it was superseded or taken over. */
    abort,
    sweep,
    startSweeping(): void {
      sweeping ??= setInterval(guarded(sweep), sweepEveryMs);
      renewing ??= setInterval(guarded(renew), leaseMs / 3);
    },
    /** Waits for the turns that run; new ones are no longer looked for. */
    async stop(): Promise<void> {
      if (sweeping !== null) clearInterval(sweeping);
      await Promise.allSettled([...running.values()].map(({ done }) => done));
      if (renewing !== null) clearInterval(renewing);
    },
  };
}

export type TurnRunner = ReturnType<typeof createTurnRunner>;
