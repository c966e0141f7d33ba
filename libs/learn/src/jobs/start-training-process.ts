import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import type { Evaluation, Findings } from '@switchboard/contracts';
import { explainExit, explainFailure } from './explain-failure';
import type { ProcessMessage, TaskProgress, TrainedModel, TrainingTask } from './task';

export type TrainingOutcome =
  | { kind: 'trained'; model: TrainedModel }
  | { kind: 'checked'; findings: Findings }
  | { kind: 'measured'; evaluation: Evaluation }
  | { kind: 'cancelled' }
  | { kind: 'failed'; reason: string };

/** Visitors come first: a training takes what they leave over. */
const lowPriority = 10;

/** The compiled process, also when the sources themselves run (tests): Node.js cannot load TypeScript. */
const processFile = join(__dirname, '..', '..', 'dist', 'jobs', 'training-process.js');

interface ProcessOptions {
  signal: AbortSignal;
  onProgress(progress: TaskProgress): void;
  /** Nobody can be served before it is done. */
  isAwaited?: boolean;
}

/**
 * Runs a task in a process of its own, at low priority unless it is awaited. Never rejects: whatever becomes of the
 * process is an outcome. Aborted, it is ended at once.
 */
export async function startTrainingProcess(
  id: string,
  task: TrainingTask,
  options: ProcessOptions,
): Promise<TrainingOutcome> {
  const folder = join(task.dataDir, 'training');
  const file = join(folder, `${id}.json`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify(task));
    return await followProcess(file, options);
  } catch (error) {
    return { kind: 'failed', reason: explainFailure(error) };
  } finally {
    // A folder that takes nothing cannot be tidied either.
    await rm(file, { force: true }).catch(() => undefined);
  }
}

function followProcess(file: string, { signal, onProgress, isAwaited }: ProcessOptions): Promise<TrainingOutcome> {
  return new Promise((resolve) => {
    const child = fork(processFile, [file], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    let outcome: TrainingOutcome | null = null;
    const cancel = (): void => void child.kill('SIGKILL');
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    if (!isAwaited) child.once('spawn', () => setPriority(child.pid as number, lowPriority));
    child.on('message', (message: ProcessMessage) => {
      if (message.type === 'progress') onProgress(message.progress);
      if (message.type === 'trained') outcome = { kind: 'trained', model: message.model };
      if (message.type === 'checked') outcome = { kind: 'checked', findings: message.findings };
      if (message.type === 'measured') outcome = { kind: 'measured', evaluation: message.evaluation };
      if (message.type === 'failed') outcome = { kind: 'failed', reason: message.message };
    });
    const end = (reason: string): void => {
      signal.removeEventListener('abort', cancel);
      resolve(outcome ?? (signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', reason }));
    };
    child.once('error', (error) => end(explainFailure(error)));
    child.once('exit', (code, ended) => end(explainExit(code, ended)));
  });
}
