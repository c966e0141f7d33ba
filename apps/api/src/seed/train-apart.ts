import { randomUUID } from 'node:crypto';
import { startTrainingProcess } from '@switchboard/learn';
import type { Endpoint } from '../learning/prepare-task';
import type { SeedDeps } from './seed-workspace';

/** The first training could not be done; the next start tries again. */
export class FirstTrainingError extends Error {
  readonly code = 'first-training-failed';
  constructor(readonly reason: string) {
    super(`the demo's model could not be trained: ${reason}`);
  }
}

/** Trains in a process of its own: what a training takes of memory does not stay with the desk. Throws FirstTrainingError. */
export const trainApart =
  (endpointOf: (baseModel: string) => Endpoint | null): NonNullable<SeedDeps['train']> =>
  async (task, report) => {
    const at = endpointOf(task.baseModel);
    const shown = task.rows.map((row) => ({ ...row, text: at?.hide(row.text) ?? row.text }));
    const outcome = await startTrainingProcess(
      `first-${randomUUID()}`,
      { ...task, rows: shown, endpoint: at?.endpoint ?? null },
      { signal: new AbortController().signal, onProgress: report, isAwaited: true },
    );
    if (outcome.kind === 'trained') return outcome.model;
    throw new FirstTrainingError(outcome.kind === 'failed' ? outcome.reason : outcome.kind);
  };
