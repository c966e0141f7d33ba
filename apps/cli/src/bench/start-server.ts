import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { repositoryRoot } from '@switchboard/api';

export interface ServerOptions {
  dataDir: string;
  /** A free one when not given. */
  port?: number;
  env?: Record<string, string>;
}

export interface RunningServer {
  url: string;
  port: number;
  /** Seconds from spawning to ready. */
  startSeconds: number;
  /** Printed at the start, until somebody has chosen a password. */
  oneTimePassword: string | null;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL: what a power cut does. */
  kill(): Promise<void>;
}

const startLimitMs = 180_000;

/** A desk in a process of its own. Throws with what it said when it ends before it is ready. */
export async function startServer({ dataDir, port, env = {} }: ServerOptions): Promise<RunningServer> {
  const ownPort = port ?? (await freePort());
  const started = performance.now();
  const command = join(repositoryRoot(), 'apps', 'cli', 'bin', 'switchboard.mjs');
  const child = spawn(process.execPath, [command, 'start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'warn', LLM_URL: 'off', ...env, PORT: String(ownPort), DATA_DIR: dataDir },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = `http://127.0.0.1:${ownPort}`;
  const deadline = Date.now() + startLimitMs;
  while (!said.includes('Switchboard is ready')) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(said.trim());
    if (Date.now() > deadline) {
      await endProcess(child, 'SIGKILL');
      throw new Error(`the desk was not ready after ${startLimitMs / 1000} s:\n${said.trim()}`);
    }
    await new Promise((later) => setTimeout(later, 50));
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => endProcess(child, signal);
  return {
    url,
    port: ownPort,
    startSeconds: (performance.now() - started) / 1000,
    oneTimePassword: /one-time password (\S+)/.exec(said)?.[1] ?? null,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
