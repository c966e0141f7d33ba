import { parentPort, workerData } from 'node:worker_threads';
import { parsePage } from '../html/read-html';
import { readFile } from '../read-file';
import { UnreadableError } from '../reader';
import { decodeText } from '../text/decode-text';
import type { ReaderMessage, ReaderTask } from './run-in-thread';

async function run(task: ReaderTask): Promise<ReaderMessage> {
  try {
    if (task.kind === 'page') return { result: parsePage(decodeText(task.bytes, task.charset)) };
    return { result: await readFile(task.file) };
  } catch (error) {
    if (error instanceof UnreadableError) return { reason: error.reason, detail: error.detail };
    return { reason: 'broken', detail: '' };
  }
}

void run(workerData as ReaderTask).then((message) => parentPort?.postMessage(message));
