import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Another living process works on the data folder: two would corrupt it. */
export class DataFolderLockedError extends Error {
  readonly code = 'data-folder-locked';
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`${folder} is in use by another desk (process ${pid}). Stop it, or set DATA_DIR to another folder.`);
  }
}

/** Takes the data folder for this process; a lock left by a dead process is taken over. Returns the release. */
export function lockDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  for (let attempt = 0; attempt < 3; attempt++) {
    const file = create(path);
    if (file !== null) {
      writeSync(file, JSON.stringify({ pid: process.pid, start: processStart(process.pid) }));
      closeSync(file);
      return () => rmSync(path, { force: true });
    }
    const holder = readHolder(path);
    if (holder !== null && isAlive(holder)) throw new DataFolderLockedError(folder, holder.pid);
    rmSync(path, { force: true });
  }
  throw new Error(`cannot write ${path}`);
}

function create(path: string): number | null {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  }
}

interface Holder {
  pid: number;
  start: string | null;
}

function readHolder(path: string): Holder | null {
  try {
    const { pid, start } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' ? { pid, start: start ?? null } : null;
  } catch {
    return null;
  }
}

/** A process with the same id that began at another time is not the one that took the lock. */
function isAlive({ pid, start }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = processStart(pid);
  return start === null || now === null || now === start;
}

/** Start time in clock ticks since boot, where the system tells it (Linux); null elsewhere. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
