import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of the artifacts by their names, of all of them, and left on the disk (null where it cannot be told). */
export async function readStorage(
  dataDir: string,
): Promise<{ artifacts: Map<string, number>; bytes: number; freeBytes: number | null }> {
  const folder = join(dataDir, 'artifacts');
  const names = await readdir(folder).catch(() => [] as string[]);
  const sizes = await Promise.all(names.map(async (name) => [name, await sizeOf(join(folder, name))] as const));
  const disk = await statfs(dataDir).catch(() => null);
  return {
    artifacts: new Map(sizes),
    bytes: sizes.reduce((sum, [, size]) => sum + size, 0),
    freeBytes: disk === null ? null : disk.bavail * disk.bsize,
  };
}

async function sizeOf(folder: string): Promise<number> {
  const files = await readdir(folder).catch(() => [] as string[]);
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(folder, file)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
