import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { concatenate } from '../onnx/concatenate';
import { openWords } from '../onnx/word-file';
import { openTokenizer } from '../tokenizer/open-tokenizer';
import type { EncodeJob, EncoderWorkerData, WorkerMessage } from './worker-protocol';

const { modelPath, words, tokenizerPath, maxTokens, outputs, threads } = workerData as EncoderWorkerData;
const tokenize = openTokenizer(tokenizerPath, maxTokens);
const toInput = words === undefined ? idsOf : wordsFrom(words);

function idsOf(ids: readonly number[]): Record<string, Tensor> {
  return { input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]) };
}

function wordsFrom({ path, width }: { path: string; width: number }) {
  const read = openWords(path, width);
  return (ids: readonly number[]): Record<string, Tensor> => ({
    words: new Tensor('float32', read(ids), [1, ids.length, width]),
  });
}

/**
 * Every text is a run of its own: activations are quantised with one scale a run, so a text that shared a run with
 * others would get another vector in other company.
 */
async function encode(session: InferenceSession, texts: readonly string[]): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (const text of texts) {
    const ids = tokenize(text);
    const mask = new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]);
    const result = await session.run({ ...toInput(ids), attention_mask: mask });
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
