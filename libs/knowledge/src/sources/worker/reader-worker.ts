import { parentPort, workerData } from 'node:worker_threads';
import { readFile } from '../read-file';
import { type SourceFile, UnreadableError } from '../reader';
import type { ReaderMessage } from './read-in-thread';

async function read(file: SourceFile): Promise<ReaderMessage> {
  try {
    return { documents: await readFile(file) };
  } catch (error) {
    if (error instanceof UnreadableError) return { reason: error.reason, detail: error.detail };
    return { reason: 'broken', detail: '' };
  }
}

void read(workerData as SourceFile).then((message) => parentPort?.postMessage(message));
