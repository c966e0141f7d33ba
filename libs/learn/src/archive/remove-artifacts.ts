import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Long enough for every training to have stored what it wrote. */
const dayMs = 86_400_000;
const removing = 'removed-';

/** A whole artifact. One that no version here knows may be another database's: it stays. */
const isHash = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

/**
 * Removes folders of archived models, and after a day halves of a killed training and checkpoints that nobody went on
 * from. Any number of desks may do so at once on one folder. Returns the names that it removed.
 */
export async function removeArtifacts(
  dataDir: string,
  archived: ReadonlySet<string>,
  now = Date.now(),
): Promise<string[]> {
  const artifacts = join(dataDir, 'artifacts');
  const isOver = async (folder: string, name: string): Promise<boolean> => {
    if (archived.has(name) || name.startsWith(removing)) return true;
    if (isHash(name)) return false;
    const found = await stat(join(folder, name)).catch(() => null);
    return found !== null && now - found.mtimeMs > dayMs;
  };
  const removed: string[] = [];
  for (const folder of [artifacts, join(dataDir, 'training')])
    for (const name of await readdir(folder).catch(() => [] as string[]))
      if (await isOver(folder, name)) {
        await remove(folder, name);
        removed.push(name);
      }
  return removed;
}

/** Out of the way first: whoever opens it finds all of it or nothing. Another desk may be faster. */
async function remove(folder: string, name: string): Promise<void> {
  const aside = name.startsWith(removing) ? name : `${removing}${name}`;
  if (aside !== name) await rename(join(folder, name), join(folder, aside)).catch(() => undefined);
  await rm(join(folder, aside), { recursive: true, force: true });
}
