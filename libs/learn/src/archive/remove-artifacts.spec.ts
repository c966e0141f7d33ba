import { existsSync, mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStorage } from './read-storage';
import { removeArtifacts } from './remove-artifacts';

const now = Date.now();
const dataFolder = (): string => mkdtempSync(join(tmpdir(), 'switchboard-artifacts-'));
/** A folder with a file of 10 bytes, changed so many days ago. */
function put(dataDir: string, path: string, days: number): void {
  const folder = join(dataDir, path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.json'), '0123456789');
  utimesSync(folder, now / 1000 - days * 86_400, now / 1000 - days * 86_400);
}

describe('removeArtifacts', () => {
  it('removes what was archived and what is nobody’s, and nothing else', async () => {
    const dataDir = dataFolder();
    const [live, archived] = ['a'.repeat(64), 'b'.repeat(64)];
    put(dataDir, `artifacts/${live}`, 100);
    put(dataDir, `artifacts/${archived}`, 0);
    put(dataDir, 'artifacts/new-4712', 0);
    put(dataDir, 'artifacts/new-4711', 2);
    put(dataDir, 'artifacts/removed-half', 0);
    put(dataDir, 'training/checkpoint-of-today', 0.5);
    put(dataDir, 'training/checkpoint-of-last-week', 7);
    const removed = await removeArtifacts(dataDir, new Set([archived]), now);
    expect(removed.sort()).toEqual([archived, 'checkpoint-of-last-week', 'new-4711', 'removed-half']);
    expect(readdirSync(join(dataDir, 'artifacts')).sort()).toEqual([live, 'new-4712']);
    expect(readdirSync(join(dataDir, 'training'))).toEqual(['checkpoint-of-today']);
  });

  it('may be done by several desks at once on one folder', async () => {
    const dataDir = dataFolder();
    const hashes = Array.from({ length: 30 }, (_, index) => String(index).padStart(64, '0'));
    for (const hash of hashes) put(dataDir, `artifacts/${hash}`, 0);
    const live = 'a'.repeat(64);
    put(dataDir, `artifacts/${live}`, 0);
    const sweep = () => removeArtifacts(dataDir, new Set(hashes), now);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(readdirSync(join(dataDir, 'artifacts'))).toEqual([live]);
  });

  it('has nothing to do where nothing was trained', async () => {
    const dataDir = dataFolder();
    expect(await removeArtifacts(dataDir, new Set(), now)).toEqual([]);
    expect(existsSync(join(dataDir, 'artifacts'))).toBe(false);
    expect(await readStorage(dataDir)).toMatchObject({ bytes: 0 });
  });

  it('is seen in what the artifacts take', async () => {
    const dataDir = dataFolder();
    put(dataDir, 'artifacts/a', 0);
    put(dataDir, 'artifacts/b', 0);
    const { artifacts, bytes, freeBytes } = await readStorage(dataDir);
    expect([artifacts.get('a'), bytes]).toEqual([10, 20]);
    expect(freeBytes).toBeGreaterThan(0);
  });
});
