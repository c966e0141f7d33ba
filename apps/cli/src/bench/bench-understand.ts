import { readIntentRows } from '@switchboard/learn';
import { type Encoder, type Encoding, type IntentModel, loadIntentModel } from '@switchboard/models';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createProgress } from '../terminal/progress';
import { withEncoder } from '../terminal/with-encoder';
import { writeReport } from '../terminal/write-report';

interface Arguments {
  model: string;
  test: string;
  rounds: number;
  out: string;
}

/**
 * `switchboard bench understand`: one message at a time through the encoder alone and through encoder and intent model,
 * then all messages in bulk; what that costs in memory, and how free it leaves the event loop.
 */
export async function benchUnderstand({ model: folder, test, rounds, out }: Arguments): Promise<void> {
  const texts = readIntentRows(test).map(({ text }) => text);
  const before = rssMb();
  const model = await loadIntentModel(folder);
  try {
    await withEncoder(model.card.encoder.name, async (encoder) => {
      const report = await measure({ encoder, model, texts, rounds, before });
      writeReport(out, report);
      process.stdout.write(
        [
          `encoder: ${spread(report.encoderMs)}`,
          `encoder and intents: ${spread(report.understandMs)}`,
          `bulk: ${report.bulkPerSecond.map((rate) => rate.toFixed(0)).join(', ')} messages/s`,
          `event loop meanwhile: ${report.eventLoopP99Ms.toFixed(1)} ms p99`,
          `memory: ${report.rssMb.toFixed(0)} MB more than before the models were opened`,
          '',
        ].join('\n'),
      );
    });
  } finally {
    await model.close();
  }
}

interface Bench {
  encoder: Encoder;
  model: IntentModel;
  texts: readonly string[];
  rounds: number;
  before: number;
}

async function measure({ encoder, model, texts, rounds, before }: Bench) {
  const understand = async (text: string): Promise<void> => {
    const [encoding] = await encoder.encode([text]);
    await model.score({ text, encoding: encoding as Encoding });
  };
  const progress = createProgress();
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const [alone, together, bulk]: [Quantiles[], Quantiles[], number[]] = [[], [], []];
  for (const text of texts.slice(0, warmUp)) await understand(text);
  const rss = rssMb() - before;
  loop.enable();
  for (let round = 0; round < rounds; round++) {
    progress.update(round, rounds, 'rounds');
    // In turn, so that a noisy minute hits both.
    alone.push(await timeEach(texts, (text) => encoder.encode([text])));
    together.push(await timeEach(texts, understand));
    const start = performance.now();
    await encoder.encode(texts, { bulk: true });
    bulk.push((1000 * texts.length) / (performance.now() - start));
  }
  loop.disable();
  progress.stop();
  return {
    n: texts.length,
    encoderMs: alone,
    understandMs: together,
    bulkPerSecond: bulk,
    eventLoopP99Ms: loop.percentile(99) / 1e6,
    rssMb: rss,
  };
}

const warmUp = 50;

interface Quantiles {
  p50: number;
  p95: number;
}

async function timeEach(texts: readonly string[], work: (text: string) => Promise<unknown>): Promise<Quantiles> {
  const times: number[] = [];
  for (const text of texts) {
    const start = performance.now();
    await work(text);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

const rssMb = (): number => process.memoryUsage().rss / 1e6;
const spread = (rounds: readonly Quantiles[]): string =>
  `p50 ${rounds.map(({ p50 }) => p50.toFixed(1)).join(', ')} ms; p95 ${rounds.map(({ p95 }) => p95.toFixed(1)).join(', ')} ms`;
