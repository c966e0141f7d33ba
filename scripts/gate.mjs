#!/usr/bin/env node
// The one gate: what CI runs is what a person runs. Ends with one line that counts the tests.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const bin = (name) => join('node_modules', '.bin', name);
const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NODE_OPTIONS: '' };

const failed = [];

/** One step in a process group of its own: when it ends, or its minutes are over, nothing of it is left running. */
async function run(title, command, args, minutes = 10) {
  process.stdout.write(`\n── ${title}\n`);
  const posix = process.platform !== 'win32';
  const child = spawn(command, args, { stdio: 'inherit', env, shell: !posix, detached: posix });
  const end = () => {
    try {
      if (posix) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  const interrupt = () => {
    end();
    process.exit(130);
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const timer = setTimeout(() => {
    process.stdout.write(`\n${title}: stopped after ${minutes} minutes\n`);
    end();
  }, minutes * 60_000);
  const status = await new Promise((resolve) => child.once('exit', resolve).once('error', () => resolve(1)));
  clearTimeout(timer);
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  end();
  if (status !== 0) failed.push(title);
}

const results = join('.nx', 'test-results.json');
mkdirSync('.nx', { recursive: true });
rmSync(results, { force: true });

await run('build', bin('nx'), ['run-many', '-t', 'build', '--outputStyle=static']);
await run('format', bin('prettier'), ['--check', '.', '--log-level', 'warn']);
await run('lint', bin('eslint'), ['.', '--max-warnings', '0']);
await run('types: server', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']);
for (const app of ['console', 'widget'])
  await run(`types: ${app}`, bin('tsc'), ['--noEmit', '-p', join('apps', app, 'tsconfig.json')]);
const jest = [
  '--experimental-vm-modules',
  '--no-warnings',
  join('node_modules', 'jest', 'bin', 'jest.js'),
  '--json',
  `--outputFile=${results}`,
  // A test that leaves something open must not hold the gate for ever.
  '--forceExit',
];
await run('tests', process.execPath, [...jest, ...process.argv.slice(2)], 45);

const counts = existsSync(results)
  ? JSON.parse(readFileSync(results, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
// A step that is no test (lint, types) counts as one failure, so that the line never looks green when the gate is red.
const others = failed.filter((title) => title !== 'tests').length;
const failures = counts.numFailedTests + others + (failed.includes('tests') && counts.numFailedTests === 0 ? 1 : 0);
process.stdout.write(`\n${counts.numPassedTests} passed, ${failures} failed, ${counts.numPendingTests} skipped\n`);
process.exit(failures === 0 ? 0 : 1);
