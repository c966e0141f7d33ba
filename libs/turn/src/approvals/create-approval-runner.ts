import type { Approval, Conversation, DecideApproval, ToolOutcome } from '@switchboard/contracts';
import type { ApprovalStore, Decided, DueApproval } from '@switchboard/conversations';
import type { TurnRunner } from '../create-turn-runner';

export interface ApprovalRunnerDeps {
  store: ApprovalStore;
  runner: Pick<TurnRunner, 'lease' | 'start'>;
  /** Runs an approved call. Expected failures are values. */
  runTool(due: DueApproval): Promise<ToolOutcome>;
  /** Stops a running turn of the conversation, in whichever process it runs. */
  abortTurn(conversationId: string): Promise<void>;
  /** The number of calls that wait has changed, or one of them. */
  onChanged(workspaceId: string, conversation: Conversation): void;
  onError(error: unknown): void;
}

export interface ApprovalRunnerOptions {
  /** So long a decision can be taken back. */
  undoMs?: number;
  sweepEveryMs?: number;
  /** Longer than any tool may take: after it, a call counts as cut off. */
  leaseMs?: number;
}

const perSweep = 20;

/**
 * Carries out what people decided about the LLM agent's calls: after the time to undo, an approved tool runs once,
 * wherever desks are started or killed, and the visitor is told by a turn of its own, as far as the bot still holds the
 * conversation. The database decides who runs what; the timers only save waiting.
 */
export function createApprovalRunner(deps: ApprovalRunnerDeps, options: ApprovalRunnerOptions = {}) {
  const { undoMs = 6_000, sweepEveryMs = 2_000, leaseMs = 120_000 } = options;
  const { store, runner } = deps;
  const lease = { owner: runner.lease.owner, ms: leaseMs };
  const running = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let sweeping: NodeJS.Timeout | null = null;

  async function sweep(everything = false): Promise<void> {
    const due = await store.claimDueApprovals(lease, { limit: perSweep, everything });
    const work = due.map((item) => track(carryOut(item)));
    if (due.length === perSweep) await sweep(everything);
    await Promise.all(work);
  }
  const guardedSweep = (): void => void sweep().catch(deps.onError);

  function track(work: Promise<void>): Promise<void> {
    const tracked = work.catch(deps.onError).finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  }

  async function carryOut(due: DueApproval): Promise<void> {
    const { id, workspaceId, conversationId } = due.approval;
    const settled = await store.settleApproval(workspaceId, id, await resultOf(due, deps), runner.lease);
    if (settled === null) return;
    deps.onChanged(workspaceId, settled.conversation);
    if (settled.turn === null) return;
    void deps.abortTurn(conversationId);
    void runner.start(settled.turn);
  }

  async function changed(workspaceId: string, { approval, conversation }: Decided): Promise<Approval> {
    deps.onChanged(workspaceId, conversation);
    return approval;
  }

  return {
    async decide(workspaceId: string, id: string, decision: DecideApproval & { agentId: string }): Promise<Approval> {
      const decided = await store.decideApproval(workspaceId, id, { ...decision, undoMs });
      const timer = setTimeout(() => (timers.delete(timer), guardedSweep()), undoMs + 20);
      timers.add(timer);
      return changed(workspaceId, decided);
    },
    undo: async (workspaceId: string, id: string): Promise<Approval> =>
      changed(workspaceId, await store.undoApproval(workspaceId, id)),
    sweep,
    startSweeping(): void {
      sweeping ??= setInterval(guardedSweep, sweepEveryMs);
    },
    /** Waits for the tools that run; what is not due yet is taken up after the next start. */
    async stop(): Promise<void> {
      if (sweeping !== null) clearInterval(sweeping);
      timers.forEach((timer) => clearTimeout(timer));
      await Promise.all(running);
    },
  };
}

export type ApprovalRunner = ReturnType<typeof createApprovalRunner>;

async function resultOf(
  due: DueApproval,
  { runTool }: Pick<ApprovalRunnerDeps, 'runTool'>,
): Promise<{ status: 'done' | 'declined' | 'expired'; outcome: ToolOutcome | null }> {
  switch (due.work) {
    case 'decline':
      return { status: 'declined', outcome: null };
    case 'expire':
      return { status: 'expired', outcome: null };
    case 'interrupted':
      return {
        status: 'done',
        outcome: { ok: false, code: 'interrupted', detail: 'the desk was stopped while it ran; it was not run again' },
      };
    case 'run':
      return { status: 'done', outcome: await runTool(due).catch(asFailure) };
  }
}

const asFailure = (error: unknown): ToolOutcome => ({
  ok: false,
  code: 'failed',
  detail: error instanceof Error ? error.message : String(error),
});
