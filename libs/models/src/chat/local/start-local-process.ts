import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ChatModelError } from '../chat-model';
import type { FromProcess, LocalJob, LocalProcessData, ToProcess } from './local-protocol';

/** The compiled worker, also when the sources themselves run (tests): a child cannot load TypeScript. */
const workerFile = join(__dirname, '..', '..', '..', 'dist', 'chat', 'local', 'local-worker.js');
/** An aborted job that has not ended by then has hung: its process is ended. */
const abortGraceMs = 10_000;
const keptOutput = 2_000;

type JobDone = Extract<FromProcess, { kind: 'written' | 'weighed' }>;
/** A job without the number that the process gives it. */
export type Order = LocalJob extends infer J ? (J extends LocalJob ? Omit<J, 'id'> : never) : never;

export interface RunOptions {
  signal: AbortSignal;
  onText?(piece: string): void;
}

export interface LocalProcess {
  readonly loadMs: number;
  readonly rssMb: number;
  /** Resolves with the process's last words when it is gone. */
  readonly gone: Promise<string>;
  /** One at a time. Throws ChatModelError; an abort rejects with its reason once the process has let go. */
  run(order: Order, options: RunOptions): Promise<JobDone>;
}

/** Starts the process and waits until its model is loaded. Throws ChatModelError with what it said at its end. */
export async function startLocalProcess(
  data: LocalProcessData,
  { file = workerFile, signal: closing }: { file?: string; signal: AbortSignal },
): Promise<LocalProcess> {
  const child = fork(file, [JSON.stringify(data)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    signal: closing,
    killSignal: 'SIGKILL',
  });
  let receive: (message: FromProcess) => void = () => undefined;
  let lose: (words: string) => void = () => undefined;
  child.on('message', (message: FromProcess) => receive(message));
  const gone = endOf(child);
  void gone.then((words) => lose(words));
  const ready = await new Promise<Extract<FromProcess, { kind: 'ready' }>>((resolve, reject) => {
    receive = (message) => message.kind === 'ready' && resolve(message);
    lose = (words) => reject(new ChatModelError(`the local model cannot start: ${words}`));
  });
  let jobs = 0;

  function run(order: Order, { signal, onText }: RunOptions): Promise<JobDone> {
    const id = ++jobs;
    return new Promise<JobDone>((resolve, reject) => {
      let grace: NodeJS.Timeout | undefined;
      const onAbort = (): void => {
        if (child.connected) child.send({ kind: 'abort', id } satisfies ToProcess);
        grace = setTimeout(() => child.kill('SIGKILL'), abortGraceMs);
      };
      const settle = (end: () => void): void => {
        clearTimeout(grace);
        signal.removeEventListener('abort', onAbort);
        if (signal.aborted) reject(signal.reason as Error);
        else end();
      };
      lose = (words) => settle(() => reject(new ChatModelError(`the local model stopped: ${words}`)));
      receive = (message) => {
        if (message.kind === 'ready' || message.id !== id) return;
        if (message.kind === 'text') {
          if (!signal.aborted) onText?.(message.text);
        } else if (message.kind === 'failed') settle(() => reject(new ChatModelError(message.reason)));
        else settle(() => resolve(message));
      };
      if (!child.connected) return lose('it is gone');
      signal.addEventListener('abort', onAbort, { once: true });
      child.send({ ...order, id } satisfies ToProcess);
    });
  }

  return { loadMs: ready.loadMs, rssMb: ready.rssMb, gone, run };
}

/** Why the child ended: what it printed last, or its exit code or signal. */
function endOf(child: ChildProcess): Promise<string> {
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => (output = (output + piece).slice(-keptOutput)));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(output.trim() || (signal ?? `exit code ${code}`)));
  });
}
