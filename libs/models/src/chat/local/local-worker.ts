import { constants, setPriority } from 'node:os';
import type { FromProcess, LocalJob, LocalProcessData, ToProcess } from './local-protocol';
import { type Llama, openLlama } from './open-llama';

const data = JSON.parse(process.argv[2] ?? '{}') as LocalProcessData;
const aborts = new Map<number, AbortController>();
const send = (message: FromProcess): void => void process.send?.(message);
const rssMb = (): number => Math.round(process.memoryUsage().rss / 1e6);

/** One job after another: the parent sends the next when it has heard of the last. */
async function work(llama: Llama, job: LocalJob): Promise<void> {
  const abort = new AbortController();
  aborts.set(job.id, abort);
  try {
    const { signal } = abort;
    if (job.kind === 'weigh') send({ kind: 'weighed', id: job.id, shares: await llama.weigh(job, { signal }) });
    else {
      const onText = (text: string): void => send({ kind: 'text', id: job.id, text });
      send({ kind: 'written', id: job.id, ...(await llama.write(job, { signal, onText })) });
    }
  } catch (error) {
    send({ kind: 'failed', id: job.id, reason: error instanceof Error ? error.message : String(error) });
  } finally {
    aborts.delete(job.id);
  }
  if (rssMb() > data.memoryLimitMb) process.exit(0);
}

async function serve(): Promise<void> {
  // Before the model's threads exist, which take it over: the desk's own work goes first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  process.on('disconnect', () => process.exit(0));
  const started = performance.now();
  const llama = await openLlama(data);
  process.on('message', (message: ToProcess) => {
    if (message.kind === 'abort') aborts.get(message.id)?.abort(new Error('stopped'));
    else void work(llama, message);
  });
  send({ kind: 'ready', loadMs: Math.round(performance.now() - started), rssMb: rssMb() });
}

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
