import { statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freemem } from 'node:os';
import { localChatName, readConfig } from '@switchboard/api';
import { openPostgres } from '@switchboard/db';
import { findModel, isPulled, readManifest, verifyModel } from '@switchboard/models';
import { Command } from 'commander';

interface Finding {
  state: 'ok' | 'note' | 'bad';
  text: string;
}

/** `switchboard doctor`: what this machine has and lacks for running the desk. */
export function doctorCommand(): Command {
  return new Command('doctor').description('check this machine and say what is missing').action(async () => {
    const config = readConfig(process.env);
    const findings: Finding[] = [
      { state: 'ok', text: `Node.js ${process.versions.node}` },
      memory(),
      disk(),
      await port(config.PORT, config.HOST),
      ...(await models(config.DATA_DIR)),
      await database(config.DATABASE_URL),
      await llm(config),
    ];
    const marks = { ok: '✓', note: '·', bad: '✗' };
    process.stdout.write(findings.map(({ state, text }) => `${marks[state]} ${text}\n`).join(''));
    if (findings.some(({ state }) => state === 'bad')) process.exitCode = 1;
  });
}

function memory(): Finding {
  const free = freemem() / 1e9;
  return { state: free < 0.7 ? 'bad' : 'ok', text: `${free.toFixed(1)} GB of memory free (0.7 GB needed)` };
}

function disk(): Finding {
  const { bavail, bsize } = statfsSync('.');
  const free = (bavail * bsize) / 1e9;
  return { state: free < 1 ? 'bad' : 'ok', text: `${free.toFixed(0)} GB of disk free (1 GB needed)` };
}

function port(number: number, host: string): Promise<Finding> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve({ state: 'bad', text: `port ${number} is in use; set PORT to another number` }));
    probe.listen(number, host, () => probe.close(() => resolve({ state: 'ok', text: `port ${number} is free` })));
  });
}

function models(dataDir: string): Promise<Finding[]> {
  return Promise.all(
    readManifest()
      .filter(({ role }) => role !== 'chat')
      .map(async (model): Promise<Finding> => {
        const present = await verifyModel(model, join(dataDir, 'models', model.name)).then(
          () => true,
          () => false,
        );
        return present
          ? { state: 'ok', text: `model ${model.name} is there` }
          : { state: 'note', text: `model ${model.name} is not there yet; the start pulls it` };
      }),
  );
}

async function database(url: string | undefined): Promise<Finding> {
  if (url === undefined) return { state: 'ok', text: 'embedded database (set DATABASE_URL for PostgreSQL)' };
  const server = openPostgres({ url, maxConnections: 2 });
  try {
    await server
      .query({ text: "SELECT 'x'::text FROM pg_available_extensions WHERE name = 'vector'", values: [] })
      .then((rows) => {
        if (rows.length === 0) throw new Error('pgvector is not installed on the server');
      });
    return { state: 'ok', text: 'PostgreSQL answers and has pgvector' };
  } catch (error) {
    return { state: 'bad', text: `PostgreSQL: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    await server.close();
  }
}

async function llm({ LLM_URL: url, DATA_DIR }: ReturnType<typeof readConfig>): Promise<Finding> {
  if (url === 'off') return { state: 'note', text: 'no LLM: open questions go to people (LLM_URL=off)' };
  if (url !== undefined && url !== 'local') return endpoint(url);
  if (isPulled(findModel(localChatName), join(DATA_DIR, 'models')))
    return { state: 'ok', text: `open questions go to the local model ${localChatName} (2.5 GB of memory)` };
  return url === 'local'
    ? { state: 'note', text: `the local model ${localChatName} is not there yet; the start pulls it` }
    : { state: 'note', text: 'no LLM: open questions go to people; LLM_URL=local pulls a model, or name an endpoint' };
}

async function endpoint(url: string): Promise<Finding> {
  try {
    const { status } = await fetch(`${url.replace(/\/$/, '')}/models`, { signal: AbortSignal.timeout(5_000) });
    return { state: 'ok', text: `the LLM endpoint answers (${status})` };
  } catch (error) {
    return {
      state: 'bad',
      text: `the LLM endpoint does not answer: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
