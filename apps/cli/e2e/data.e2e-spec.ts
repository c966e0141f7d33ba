import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { repositoryRoot } from '@switchboard/api';
import type { Models } from '@switchboard/contracts';
import { startServer } from '../src/bench/start-server';
import { call, preparedFolder } from './prepared-folder';

const minutes = 60_000;

describe('a workspace as one file', () => {
  const source = preparedFolder();
  const target = mkdtempSync(join(tmpdir(), 'switchboard-data-'));
  const archive = join(target, 'shop.archive.gz');
  const again = join(target, 'again.archive.gz');
  afterAll(() => [source, target].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  function run(dataDir: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(process.execPath, [join(repositoryRoot(), 'apps/cli/bin/switchboard.mjs'), ...args], {
      encoding: 'utf8',
      timeout: 2 * minutes,
      env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', DATA_DIR: dataDir },
    });
  }
  const linesOf = (file: string): string[] =>
    gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').slice(1).sort();

  it(
    'goes to another installation and back, models and all, and answers there',
    async () => {
      const written = run(source, 'export', '--out', archive);
      expect([written.status, written.stderr]).toEqual([0, expect.stringContaining('100 %')]);
      expect(written.stdout).toMatch(/\d+ rows and \d\d files of models/);
      const taken = run(target, 'import', archive);
      expect([taken.status, taken.stdout]).toEqual([0, expect.stringContaining('(demo)')]);
      expect(run(target, 'export', '--out', again).status).toBe(0);
      expect(linesOf(again)).toEqual(linesOf(archive));
      expect(readdirSync(target).filter((name) => name.endsWith('.part'))).toEqual([]);

      symlinkSync(join(source, 'models'), join(target, 'models'));
      const server = await startServer({ dataDir: target });
      try {
        const { liveId, renewal, items } = await call<Models>(server.url, 'GET', '/v1/models');
        expect({ isLive: items.some(({ id }) => id === liveId), renewal }).toEqual({ isLive: true, renewal: null });
      } finally {
        await server.stop();
      }
    },
    4 * minutes,
  );

  it('is refused with a word about it where it is there already, and taken in its place when asked', () => {
    const refused = run(target, 'import', archive);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringMatching(/demo is here already: --replace/)]);
    expect(run(target, 'import', archive, '--replace').status).toBe(0);
  }, 120_000);

  it('that is broken leaves everything as it was, and says where', () => {
    const bytes = readFileSync(archive);
    const text = gunzipSync(bytes).toString('utf8');
    const spoiled: Record<string, [Buffer, RegExp]> = {
      'cut.gz': [bytes.subarray(0, bytes.length / 2), /ends too early/],
      'plain.gz': [Buffer.from('rows'), /is no archive/],
      'line.gz': [gzipSync(text.replace('\n{', '\n{oops')), /line\.gz:2: is not JSON/],
      'other.gz': [gzipSync('{"kind":"header","format":7}\n'), /another format/],
      'model.gz': [gzipSync(text.replace(/("base64":")[A-Za-z0-9]{4}/, '$1AAAA')), /a model of the archive is broken/],
    };
    mkdirSync(join(target, 'spoiled'));
    for (const [name, [content, message]] of Object.entries(spoiled)) {
      const file = join(target, 'spoiled', name);
      writeFileSync(file, content);
      const { status, stderr } = run(target, 'import', file, '--replace');
      expect([name, status, stderr]).toEqual([name, 1, expect.stringMatching(message)]);
    }
    expect(run(target, 'import', join(target, 'nothing.gz')).stderr).toMatch(/there is no file/);
    expect(readdirSync(join(target, 'artifacts')).filter((name) => name.startsWith('import-'))).toEqual([]);
    expect(run(target, 'export', '--out', again).status).toBe(0);
    expect(linesOf(again)).toEqual(linesOf(archive));
  }, 240_000);

  it('that does not exist is none, and nobody is erased by a wrong name', () => {
    const out = join(target, 'none.gz');
    expect(run(source, 'export', '--workspace', 'nobody', '--out', out).stderr).toMatch(/no workspace nobody/);
    expect(existsSync(out)).toBe(false);
    const { status, stderr } = run(source, 'erase', '--contact', 'ada@shop.example');
    expect([status, stderr]).toEqual([1, expect.stringContaining('nobody in demo')]);
    expect(run(source, 'erase').status).toBe(2);
  }, 120_000);
});
