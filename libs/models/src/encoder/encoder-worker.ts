import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { concatenate } from '../onnx/concatenate';
import { openTokenizer } from '../tokenizer/open-tokenizer';
import type { EncodeJob, EncoderWorkerData, WorkerMessage } from './worker-protocol';

const { modelPath, tokenizerPath, maxTokens, outputs, threads } = workerData as EncoderWorkerData;
const tokenize = openTokenizer(tokenizerPath, maxTokens);

/**
 * Every text is a run of its own: activations are quantised with one scale a run, so a text that shared a run with
 * others would get another vector in other company.
 */
async function encode(session: InferenceSession, texts: readonly string[]): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (const text of texts) {
    const ids = BigInt64Array.from(tokenize(text), BigInt);
    const shape = [1, ids.length];
    const result = await session.run({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    });
    for (const name of outputs) parts.push(result[name]?.data as Float32Array);
  }
  return concatenate(parts);
}

async function serve(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('the encoder runs in a worker thread');
  const session = await InferenceSession.create(modelPath, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: false,
  });
  const post = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  port.on('message', ({ id, texts }: EncodeJob) => {
    encode(session, texts).then(
      (vectors) => post({ id, vectors }, [vectors.buffer as ArrayBuffer]),
      (error: Error) => post({ id, error: error.message }),
    );
  });
  post({ ready: true });
}

void serve();
