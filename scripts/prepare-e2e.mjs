// Sets up one data folder (models, database, demo, trained intents) before the end-to-end tests; each test copies it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.nx', 'e2e-data');
const done = join(folder, 'prepared');
const command = join(root, 'apps', 'cli', 'bin', 'switchboard.mjs');
const built = join(root, '.nx', 'switchboard-built');

export default async function prepare() {
  // Builds what is older than its sources, so that what is prepared is what is tested.
  spawnSync(process.execPath, [command, '--version'], { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: '' } });
  if (existsSync(done) && existsSync(built) && statSync(done).mtimeMs > statSync(built).mtimeMs) return;
  rmSync(join(folder, 'database'), { recursive: true, force: true });
  rmSync(join(folder, 'artifacts'), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const child = spawn(process.execPath, [command, 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: '',
      REDIS_URL: '',
      LLM_URL: 'off',
      LOG_LEVEL: 'warn',
      SEED_API_KEY: 'e2e-key-for-tests-only-000000',
    },
  });
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('Switchboard is ready') && child.kill('SIGTERM'));
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the desk could not be set up (exit code ${code})`)),
    );
  });
  writeFileSync(done, '');
}
