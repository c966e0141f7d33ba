import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { UnreadableReason } from '@switchboard/contracts';
import { type ReadDocument, type SourceFile, UnreadableError } from '../reader';

export type ReaderMessage = { documents: ReadDocument[] } | { reason: UnreadableReason; detail: string };

export interface ReadLimits {
  timeoutMs?: number;
  /** Of the thread's heap; a file that needs more ends the thread and nothing else. */
  memoryMb?: number;
}

/** The compiled worker, also when the sources themselves run (tests): a thread cannot load TypeScript. */
const workerFile = join(__dirname, '..', '..', '..', 'dist', 'sources', 'worker', 'reader-worker.js');

/**
 * Reads a file in a thread of its own: a parser works for seconds on a large file, and one that a file was made to
 * break is stopped by time and memory. Throws UnreadableError.
 */
export function readInThread(
  file: SourceFile,
  { timeoutMs = 120_000, memoryMb = 768 }: ReadLimits = {},
): Promise<ReadDocument[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, {
      workerData: file,
      name: 'reader',
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    const end = (error: UnreadableError | null, documents: ReadDocument[] = []): void => {
      clearTimeout(timer);
      void worker.terminate();
      if (error === null) resolve(documents);
      else reject(error);
    };
    const timer = setTimeout(() => end(new UnreadableError('too-slow', String(timeoutMs / 1_000))), timeoutMs);
    worker.once('message', (message: ReaderMessage) =>
      'documents' in message ? end(null, message.documents) : end(new UnreadableError(message.reason, message.detail)),
    );
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end(new UnreadableError(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'bomb' : 'broken', '', { cause: error })),
    );
    worker.once('exit', () => end(new UnreadableError('broken')));
  });
}
