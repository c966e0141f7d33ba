#!/usr/bin/env node
// Builds what is missing or older than its sources, then runs the command.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const stamp = join(root, '.nx', 'switchboard-built');
const lock = join(root, '.nx', 'switchboard-building');

function newestSource(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['dist', 'node_modules'].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestSource(path) : statSync(path).mtimeMs);
  }
  return newest;
}

function isBuilt() {
  const main = join(root, 'apps', 'cli', 'dist', 'main.js');
  // An installation without sources (the container image) is built as it is.
  if (!existsSync(join(root, 'libs', 'turn', 'src'))) return existsSync(main);
  if (!existsSync(stamp) || !existsSync(main)) return false;
  const built = statSync(stamp).mtimeMs;
  return ['apps', 'libs'].every((folder) => newestSource(join(root, folder)) <= built);
}

/** Waits until no other process builds; a lock whose process is gone is taken over. */
function takeBuildLock() {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      process.once('exit', () => rmSync(lock, { force: true }));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isLockHeld()) rmSync(lock, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

function isLockHeld() {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function build() {
  process.stderr.write('Building Switchboard (first use, or the sources changed) …\n');
  const started = new Date();
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const bin = existsSync(nx) ? nx : join(root, 'node_modules', 'nx', 'bin', 'nx.js');
  const result = spawnSync(process.execPath, [bin, 'run-many', '-t', 'build', '--outputStyle=static'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}\nThe build failed.\n`);
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Switchboard needs Node.js 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
// Loading ES modules by require is settled, but Node 20 still says it is an experiment.
const { emitWarning } = process;
process.emitWarning = (warning, ...rest) => {
  if (rest[0] !== 'ExperimentalWarning' && rest[0]?.type !== 'ExperimentalWarning')
    emitWarning.call(process, warning, ...rest);
};
if (!isBuilt()) {
  takeBuildLock();
  if (!isBuilt()) build();
  rmSync(lock, { force: true });
}
createRequire(import.meta.url)(join(root, 'apps', 'cli', 'dist', 'main.js'));
