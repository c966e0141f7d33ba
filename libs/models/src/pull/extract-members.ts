import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { type Entry, type ZipFile, open } from 'yauzl';

const openZip = promisify<string, { lazyEntries: true }, ZipFile>(open);

/** Writes the named members of a zip archive to the paths given for them. Throws when one is missing. */
export async function extractMembers(archive: string, members: ReadonlyMap<string, string>): Promise<void> {
  const zip = await openZip(archive, { lazyEntries: true });
  const openMember = promisify<Entry, NodeJS.ReadableStream>((entry, done) => zip.openReadStream(entry, done));
  const left = new Map(members);

  async function extract(entry: Entry): Promise<void> {
    const target = left.get(entry.fileName);
    if (target !== undefined) await pipeline(await openMember(entry), createWriteStream(target));
    left.delete(entry.fileName);
    zip.readEntry();
  }

  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => void extract(entry).catch(reject));
    zip.on('end', resolve).on('error', reject);
    zip.readEntry();
  });
  if (left.size > 0) throw new Error(`the archive lacks ${[...left.keys()].join(', ')}`);
}
