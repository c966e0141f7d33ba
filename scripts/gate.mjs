#!/usr/bin/env node
// The one gate: what CI runs is what a person runs. Ends with one line that counts the tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const bin = (name) => join('node_modules', '.bin', name);
const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NODE_OPTIONS: '' };

function run(title, command, args, extra = {}) {
  process.stdout.write(`\n── ${title}\n`);
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...env, ...extra },
    shell: process.platform === 'win32',
  });
  if (status !== 0) failed.push(title);
  return status === 0;
}

const failed = [];
const results = join('.nx', 'test-results.json');
mkdirSync('.nx', { recursive: true });
rmSync(results, { force: true });

run('build', bin('nx'), ['run-many', '-t', 'build', '--outputStyle=static']);
run('format', bin('prettier'), ['--check', '.', '--log-level', 'warn']);
run('lint', bin('eslint'), ['.', '--max-warnings', '0']);
run('types: server', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']);
for (const app of ['console', 'widget'])
  run(`types: ${app}`, bin('tsc'), ['--noEmit', '-p', join('apps', app, 'tsconfig.json')]);
const jest = [
  '--experimental-vm-modules',
  '--no-warnings',
  join('node_modules', 'jest', 'bin', 'jest.js'),
  '--json',
  `--outputFile=${results}`,
];
run('tests', process.execPath, [...jest, ...process.argv.slice(2)]);

const counts = existsSync(results)
  ? JSON.parse(readFileSync(results, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
// A step that is no test (lint, types) counts as one failure, so that the line never looks green when the gate is red.
const others = failed.filter((title) => title !== 'tests').length;
const failures = counts.numFailedTests + others + (failed.includes('tests') && counts.numFailedTests === 0 ? 1 : 0);
process.stdout.write(`\n${counts.numPassedTests} passed, ${failures} failed, ${counts.numPendingTests} skipped\n`);
process.exit(failures === 0 ? 0 : 1);
