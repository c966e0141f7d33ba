import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ArchiveEntry } from '@switchboard/db';

/** Writes an archive beside its place and moves it there when it is whole: a file of that name is never half of one. */
export async function writeArchive<T>(
  file: string,
  work: (write: (entry: ArchiveEntry) => Promise<void>) => Promise<T>,
): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.part`;
  const target = createWriteStream(partial, { mode: 0o600 });
  const packed = createGzip();
  packed.pipe(target);
  // A disk that fills up is heard of at the next line, or at the end.
  let fault: Error | null = null;
  const done = finished(target).catch((error: Error) => {
    fault = error;
    packed.destroy();
  });
  try {
    const result = await work(async (entry) => {
      if (fault !== null) throw fault;
      if (!packed.write(`${JSON.stringify(entry)}\n`)) await Promise.race([once(packed, 'drain'), done]);
    });
    packed.end();
    await done;
    if (fault !== null) throw fault as Error;
    renameSync(partial, file);
    return result;
  } catch (error) {
    packed.destroy();
    target.destroy();
    rmSync(partial, { force: true });
    throw error;
  }
}
