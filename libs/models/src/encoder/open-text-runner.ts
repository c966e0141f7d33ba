import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type EmbedOptions, EncoderUnavailableError } from './encoder';
import type { EncodeJob, EncoderWorkerData, WorkerMessage } from './worker-protocol';

/** A graph over texts, served from a thread of its own. */
export interface TextRunner {
  /** The graph's outputs for each text, joined in their order. Throws EncoderUnavailableError. */
  run(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
  close(): Promise<void>;
}

interface Request {
  texts: readonly string[];
  bulk: boolean;
  resolve(vectors: Float32Array[]): void;
  reject(error: Error): void;
}

/** So many texts go to the worker at once: a visitor's message waits for one bulk chunk at most. */
const interactiveTexts = 32;
const bulkTexts = 8;
const restarts = 3;

/** The compiled worker, also when the sources themselves run (tests): a thread cannot load TypeScript. */
const workerFile = join(__dirname, '..', '..', 'dist', 'encoder', 'encoder-worker.js');

/**
 * Runs a graph in a worker thread, because a run blocks the thread it is called from. Requests that arrive
 * while it computes go over together; messages go before bulk work. A thread that dies is started again.
 */
export async function openTextRunner(data: EncoderWorkerData): Promise<TextRunner> {
  const waiting: Request[] = [];
  let running: { id: number; requests: Request[] } | null = null;
  let worker = await startWorker(data, receive, lose);
  let left = restarts;
  let jobs = 0;
  let closed = false;

  function receive(message: WorkerMessage): void {
    if ('ready' in message || running === null || message.id !== running.id) return;
    const { requests } = running;
    running = null;
    if ('error' in message) requests.forEach(({ reject }) => reject(new EncoderUnavailableError(message.error)));
    else settle(requests, message.vectors);
    next();
  }

  function settle(requests: readonly Request[], vectors: Float32Array): void {
    const width = vectors.length / requests.reduce((sum, { texts }) => sum + texts.length, 0);
    let offset = 0;
    for (const { texts, resolve } of requests) resolve(texts.map(() => vectors.slice(offset, (offset += width))));
  }

  function lose(error: Error): void {
    if (closed) return;
    const lost = running?.requests ?? [];
    running = null;
    const fault = new EncoderUnavailableError('the encoder stopped', { cause: error });
    lost.forEach(({ reject }) => reject(fault));
    if (left-- === 0) return void waiting.splice(0).forEach(({ reject }) => reject(fault));
    startWorker(data, receive, lose).then((started) => ((worker = started), next()), lose);
  }

  function next(): void {
    if (running !== null || waiting.length === 0) return;
    const bulk = !waiting.some((request) => !request.bulk);
    const requests: Request[] = [];
    let texts = 0;
    for (const request of [...waiting]) {
      if (request.bulk !== bulk) continue;
      if (requests.length > 0 && texts + request.texts.length > (bulk ? bulkTexts : interactiveTexts)) break;
      waiting.splice(waiting.indexOf(request), 1);
      requests.push(request);
      texts += request.texts.length;
    }
    running = { id: ++jobs, requests };
    worker.postMessage({ id: running.id, texts: requests.flatMap((request) => request.texts) } satisfies EncodeJob);
  }

  function request(texts: readonly string[], bulk: boolean): Promise<Float32Array[]> {
    return new Promise((resolve, reject) => {
      if (closed || left < 0) return reject(new EncoderUnavailableError('the encoder is closed'));
      waiting.push({ texts, bulk, resolve, reject });
      next();
    });
  }

  return {
    async run(texts, { bulk = false } = {}) {
      const size = bulk ? bulkTexts : interactiveTexts;
      const chunks = Array.from({ length: Math.ceil(texts.length / size) }, (_, index) =>
        texts.slice(index * size, (index + 1) * size),
      );
      return (await Promise.all(chunks.map((chunk) => request(chunk, bulk)))).flat();
    },
    async close() {
      closed = true;
      const fault = new EncoderUnavailableError('the encoder is closed');
      [...(running?.requests ?? []), ...waiting.splice(0)].forEach(({ reject }) => reject(fault));
      await worker.terminate();
    },
  };
}

function startWorker(
  data: EncoderWorkerData,
  onMessage: (message: WorkerMessage) => void,
  onLoss: (error: Error) => void,
): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, {
      workerData: data,
      name: 'encoder',
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    let ready = false;
    worker.on('message', (message: WorkerMessage) => {
      if (!('ready' in message)) return onMessage(message);
      ready = true;
      resolve(worker);
    });
    const lost = (error: Error): void =>
      ready ? onLoss(error) : reject(new EncoderUnavailableError('the encoder cannot start', { cause: error }));
    worker.once('error', lost);
    worker.once('exit', (code) => code !== 0 && lost(new Error(`exit code ${code}`)));
  });
}
