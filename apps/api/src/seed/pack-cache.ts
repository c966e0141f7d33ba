import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '@switchboard/packs';

const kept = 8;
/** Grows when what seeding makes of the same pack changes. */
const layout = 4;

/** Names what a desk was made of: the same pack and encoder, whatever the folder they came from. */
export const packKey = (pack: Pack, space: string): string =>
  createHash('sha256')
    .update(JSON.stringify([layout, pack, space]))
    .digest('hex')
    .slice(0, 16);

/** Copies a desk that was set up before into `folder`. False when there is none of that key. */
export function takeFromCache(cache: string, key: string, folder: string): boolean {
  if (!existsSync(join(cache, key))) return false;
  cpSync(join(cache, key), folder, { recursive: true });
  return true;
}

/** Keeps a copy for the next time; the oldest go. A copy that is half done has another name. */
export function putIntoCache(cache: string, key: string, folder: string): void {
  mkdirSync(cache, { recursive: true });
  const partial = join(cache, `${key}.${process.pid}`);
  cpSync(folder, partial, { recursive: true });
  rmSync(join(cache, key), { recursive: true, force: true });
  renameSync(partial, join(cache, key));
  utimesSync(join(cache, key), new Date(), new Date());
  const madeAt = (name: string): number => statSync(join(cache, name)).mtimeMs;
  const newestFirst = readdirSync(cache).sort((a, b) => madeAt(b) - madeAt(a));
  for (const name of newestFirst.slice(kept)) rmSync(join(cache, name), { recursive: true, force: true });
}
