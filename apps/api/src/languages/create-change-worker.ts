import type { ClaimedChange, LanguageStore } from '@switchboard/workspace';
import type { ChangeDeps } from './run-change';
import { runChange } from './run-change';

export interface ChangeWorkerDeps extends Omit<ChangeDeps, 'languages' | 'report' | 'wait' | 'signal'> {
  languages: LanguageStore;
  /** Asks for what the configuration or a new version of the desk wants, and clears up after a switch. */
  lookAround(): Promise<void>;
  onError(error: unknown): void;
}

const leaseMs = 15_000;
const heartbeatMs = 1_000;
const pollMs = 5_000;

/** Works off changes of languages, one at a time; one that a killed process left behind goes on where it was. */
export function createChangeWorker(
  { languages, lookAround, onError, ...deps }: ChangeWorkerDeps,
  { processId }: { processId: string },
) {
  const stopping = new AbortController();
  let busy: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  function wake(everything = false): void {
    if (busy !== null || stopping.signal.aborted) return;
    busy = workOff(everything)
      .catch(onError)
      .finally(() => (busy = null));
  }

  async function workOff(everything: boolean): Promise<void> {
    await lookAround();
    for (;;) {
      const change = stopping.signal.aborted ? null : await languages.claim(processId, { leaseMs, everything });
      if (change === null) return;
      await work(change);
      await lookAround();
    }
  }

  async function work(change: ClaimedChange): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([lost.signal, stopping.signal]);
    let progress = { stage: change.stage, done: 0, total: 0 };
    const beat = setInterval(() => {
      languages.renew(change, processId, { ...progress, leaseMs }).then((isOurs) => isOurs || lost.abort(), onError);
    }, heartbeatMs);
    try {
      await runChange(change, {
        ...deps,
        languages,
        signal,
        report: (step) => (progress = step),
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      });
    } catch (error) {
      // Stopped, given up or asked anew: nothing went wrong.
      if (signal.aborted) return;
      onError(error);
      await languages.fail(change, {
        error: error instanceof Error ? error.message : String(error),
        stage: progress.stage,
      });
    } finally {
      clearInterval(beat);
    }
  }

  return {
    /** `everything`: what another process had in hand is nobody's any more (an embedded database). */
    start({ everything }: { everything: boolean }): void {
      timer = setInterval(wake, pollMs);
      wake(everything);
    },
    wake: () => wake(),
    async stop(): Promise<void> {
      clearInterval(timer);
      stopping.abort();
      await busy;
    },
  };
}
