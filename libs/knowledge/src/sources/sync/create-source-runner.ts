import { UnreadableError } from '../reader';
import { type SyncDeps, syncSource } from './sync-source';

export interface RunnerOptions {
  /** Names this process in leases. */
  processId: string;
  onError(error: unknown): void;
  leaseMs?: number;
  pollMs?: number;
}

/**
 * Reads sources in the background, one at a time: those that somebody asked for, those whose time has come, and those
 * that a killed process left half read, which go on where they were.
 */
export function createSourceRunner(
  deps: SyncDeps,
  { processId, onError, leaseMs = 30_000, pollMs = 2_000 }: RunnerOptions,
) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let stopped = false;
  let isAsked = false;
  const stopping = new AbortController();

  async function runNext(): Promise<boolean> {
    const source = await deps.sources.claimSource(processId, leaseMs);
    if (source === null) return false;
    const { workspaceId, sourceId } = source;
    // Ends the work when the source was deleted meanwhile, or another process has it.
    const lost = new AbortController();
    const renewing = setInterval(() => {
      deps.sources.renewLease(sourceId, processId, leaseMs).then(
        (isOurs) => isOurs || lost.abort(),
        () => lost.abort(),
      );
    }, leaseMs / 3);
    try {
      await syncSource(source, deps, AbortSignal.any([lost.signal, stopping.signal]));
      await deps.sources.endSync(workspaceId, source, null);
    } catch (error) {
      const isOurs = await deps.sources.renewLease(sourceId, processId, leaseMs);
      if (stopping.signal.aborted) return false;
      if (!isOurs) return true;
      if (!(error instanceof UnreadableError)) onError(error);
      const fault = error instanceof UnreadableError ? error : new UnreadableError('failed');
      await deps.sources.endSync(workspaceId, source, fault);
    } finally {
      clearInterval(renewing);
    }
    return true;
  }

  async function runAll(): Promise<void> {
    do {
      isAsked = false;
      while (!stopped && (await runNext()));
    } while (isAsked && !stopped);
  }

  function wake(): void {
    clearTimeout(timer);
    isAsked = true;
    if (stopped || running !== null) return;
    running = runAll()
      .catch(onError)
      .finally(() => {
        running = null;
        if (!stopped) timer = setTimeout(wake, pollMs);
      });
  }

  return {
    start: wake,
    /** Somebody asked for a source: do not wait for the next look. */
    wake,
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      stopping.abort();
      await running;
    },
  };
}

export type SourceRunner = ReturnType<typeof createSourceRunner>;
