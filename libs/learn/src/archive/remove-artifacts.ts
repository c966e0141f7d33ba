import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Long enough for every training to have stored what it wrote. */
const dayMs = 86_400_000;
const removing = 'removed-';

/**
 * Removes folders of archived models, and what is nobody's for a day: halves of a killed training, checkpoints that
 * nobody went on from. Any number of desks may do so at once on one folder. Returns the names that it removed.
 */
export async function removeArtifacts(
  dataDir: string,
  { needed, archived }: { needed: ReadonlySet<string>; archived: ReadonlySet<string> },
  now = Date.now(),
): Promise<string[]> {
  const artifacts = join(dataDir, 'artifacts');
  const isOver = async (folder: string, name: string): Promise<boolean> => {
    if (needed.has(name)) return false;
    if (archived.has(name) || name.startsWith(removing)) return true;
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
