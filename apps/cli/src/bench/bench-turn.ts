import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '@switchboard/api';
import type { Status } from '@switchboard/contracts';
import { readPack } from '@switchboard/packs';
import { createProgress } from '../terminal/progress';
import { writeReport } from '../terminal/write-report';
import { type BenchVisitor, openVisitor } from './bench-visitor';
import { startServer } from './start-server';

interface BenchArguments {
  rate: number;
  seconds: number;
  databaseUrl?: string;
  dataDir: string;
  out: string;
}

/** `switchboard bench turn`: asks what curated answers know, at a fixed rate, and times each reply. */
export async function benchTurn({ rate, seconds, databaseUrl, dataDir, out }: BenchArguments): Promise<void> {
  const folder = benchFolder(dataDir);
  const apiKey = `bench-${randomUUID()}`;
  const env = { SEED_API_KEY: apiKey, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) };
  await (await startServer({ dataDir: folder, env })).stop();
  const server = await startServer({ dataDir: folder, env });
  try {
    const visitors = await openVisitors(server.url, Math.max(20, Math.ceil(rate * 0.9)));
    const questions = benchQuestions();
    await askAt(5, 4, visitors, questions);
    const statusOf = async (): Promise<Status> =>
      (await (
        await fetch(`${server.url}/v1/status`, { headers: { Authorization: `Bearer ${apiKey}` } })
      ).json()) as Status;
    await statusOf();
    const { times, failures, elapsedSeconds } = await askAt(rate, seconds, visitors, questions);
    const status = await statusOf();
    visitors.forEach((visitor) => visitor.close());
    const sorted = [...times].sort((a, b) => a - b);
    const at = (share: number): number =>
      Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) / 10;
    const report = {
      database: databaseUrl === undefined ? 'pglite' : 'postgres',
      rate,
      seconds,
      replies: times.length,
      repliesPerSecond: Math.round((times.length / elapsedSeconds) * 10) / 10,
      handOvers: visitors.reduce((sum, visitor) => sum + visitor.handOvers(), 0),
      failures: failures.length,
      ms: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) },
      server: {
        startSeconds: Math.round(server.startSeconds * 10) / 10,
        rssMb: status.rssMb,
        eventLoopDelayMs: status.eventLoopDelayMs,
      },
      machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.versions.node },
    };
    writeReport(out, report);
    const { ms } = report;
    process.stdout.write(
      `${report.replies} replies at ${report.repliesPerSecond}/s: p50 ${ms.p50} ms, p95 ${ms.p95} ms, p99 ${ms.p99} ms; ${report.handOvers} handed over, ${failures.length} failed\n`,
    );
    if (failures[0] !== undefined) process.stderr.write(`first failure: ${failures[0].message}\n`);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A data folder of its own, with the models that are here already. */
function benchFolder(modelsFrom: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'));
  const models = join(modelsFrom, 'models');
  if (existsSync(models)) cpSync(models, join(folder, 'models'), { recursive: true });
  return folder;
}

async function openVisitors(url: string, count: number): Promise<BenchVisitor[]> {
  const progress = createProgress();
  const visitors: BenchVisitor[] = [];
  for (let index = 0; index < count; index++) {
    visitors.push(await openVisitor(url));
    progress.update(index + 1, count, 'visitors');
  }
  progress.stop();
  return visitors;
}

function benchQuestions(): string[] {
  return readPack(repositoryRoot(), 'retail')
    .intents.filter(({ handOff, answer }) => !handOff && answer['en'] !== undefined)
    .flatMap(({ examples }) => (examples['en'] ?? []).slice(0, 5));
}

/** Open loop: a message leaves every 1/rate seconds, whether or not earlier ones were answered. */
async function askAt(rate: number, seconds: number, visitors: readonly BenchVisitor[], questions: readonly string[]) {
  const times: number[] = [];
  const failures: Error[] = [];
  const pending: Promise<void>[] = [];
  const started = performance.now();
  for (let sent = 0; sent < rate * seconds; sent++) {
    const due = started + (sent / rate) * 1000;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((later) => setTimeout(later, wait));
    const turn = sent % visitors.length;
    const free = [...visitors.slice(turn), ...visitors.slice(0, turn)].find((visitor) => !visitor.isBusy());
    if (free === undefined) failures.push(new Error('every visitor still waits for a reply'));
    else
      pending.push(
        free.ask(questions[sent % questions.length] as string).then(
          (ms) => void times.push(ms),
          (error: Error) => void failures.push(error),
        ),
      );
  }
  await Promise.all(pending);
  return { times, failures, elapsedSeconds: (performance.now() - started) / 1000 };
}
