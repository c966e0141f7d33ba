import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { UnreadableReason } from '@switchboard/contracts';
import type { HtmlPage } from '../html/read-html';
import { type ReadDocument, type SourceFile, UnreadableError } from '../reader';

/** What a reading thread does, and what comes of it. */
export type ReaderTask =
  { kind: 'file'; file: SourceFile } | { kind: 'page'; bytes: Uint8Array; charset: string | null };
export interface ReaderResults {
  file: ReadDocument[];
  page: HtmlPage;
}
export type ReaderMessage = { result: unknown } | { reason: UnreadableReason; detail: string };

export interface ReadLimits {
  timeoutMs?: number;
  /** Of the thread's heap; a file that needs more ends the thread and nothing else. */
  memoryMb?: number;
}

/** The compiled worker, also when the sources themselves run (tests): a thread cannot load TypeScript. */
const workerFile = join(__dirname, '..', '..', '..', 'dist', 'sources', 'worker', 'reader-worker.js');

/**
 * Runs a parser in a thread of its own: it works for seconds on a large file, and one that a file was made to break is
 * stopped by time and memory. Throws UnreadableError.
 */
export function runInThread<Kind extends ReaderTask['kind']>(
  task: ReaderTask & { kind: Kind },
  { timeoutMs = 120_000, memoryMb = 768 }: ReadLimits = {},
): Promise<ReaderResults[Kind]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, {
      workerData: task,
      name: 'reader',
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    const fail = (error: UnreadableError): void => end(() => reject(error));
    const timer = setTimeout(() => fail(new UnreadableError('too-slow', String(timeoutMs / 1_000))), timeoutMs);
    worker.once('message', (message: ReaderMessage) =>
      'result' in message
        ? end(() => resolve(message.result as ReaderResults[Kind]))
        : fail(new UnreadableError(message.reason, message.detail)),
    );
    worker.once('error', (error: NodeJS.ErrnoException) =>
      fail(new UnreadableError(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'bomb' : 'broken', '', { cause: error })),
    );
    worker.once('exit', () => fail(new UnreadableError('broken')));
  });
}
