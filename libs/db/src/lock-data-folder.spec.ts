import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolderLockedError, lockDataFolder } from './lock-data-folder';

const folder = () => mkdtempSync(join(tmpdir(), 'switchboard-lock-'));

describe('the lock of the data folder', () => {
  it('is refused to a second holder with the process that has it, and free after release', () => {
    const dir = folder();
    const release = lockDataFolder(dir);
    expect(() => lockDataFolder(dir)).toThrow(DataFolderLockedError);
    expect(() => lockDataFolder(dir)).toThrow(String(process.pid));
    release();
    lockDataFolder(dir)();
  });

  it('of a dead process is taken over', () => {
    const dir = folder();
    writeFileSync(join(dir, 'lock'), JSON.stringify({ pid: 2 ** 22 - 7, start: '1' }));
    lockDataFolder(dir)();
  });

  it('of a process whose number was given to another is taken over', () => {
    const dir = folder();
    writeFileSync(join(dir, 'lock'), JSON.stringify({ pid: process.ppid, start: '1' }));
    lockDataFolder(dir)();
  });

  it('that was cut off while it was written is taken over', () => {
    const dir = folder();
    writeFileSync(join(dir, 'lock'), '{"pi');
    lockDataFolder(dir)();
  });
});
