import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import { type Entry, type ZipFile, fromBuffer } from 'yauzl';
import { UnreadableError } from '../reader';

const openZip = promisify<Buffer, { lazyEntries: true }, ZipFile>(fromBuffer);

const mostBytes = 120 * 1024 * 1024;
const mostEntries = 5_000;
/** Text packs to a tenth, a bomb to a thousandth. Small members may be as repetitive as they like. */
const mostRatio = 150;
const ratioFromBytes = 4 * 1024 * 1024;

/**
 * Unpacks an archive into nothing, counting: the sizes it declares are believed only because a member that is larger
 * than it says stops the count. Throws UnreadableError for a bomb and for what is no archive.
 */
export async function checkArchive(bytes: Buffer): Promise<void> {
  const zip = await openZip(bytes, { lazyEntries: true }).catch(broken);
  if (zip.entryCount > mostEntries) throw new UnreadableError('bomb');
  const openMember = promisify<Entry, NodeJS.ReadableStream>((entry, done) => zip.openReadStream(entry, done));
  let total = 0;

  async function check(entry: Entry): Promise<void> {
    const { uncompressedSize: size, compressedSize: packed } = entry;
    total += size;
    if (total > mostBytes || (size > ratioFromBytes && size > packed * mostRatio)) throw new UnreadableError('bomb');
    const stream = await openMember(entry).catch(broken);
    await finished(stream.resume()).catch(broken);
    zip.readEntry();
  }

  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => void check(entry).catch(reject));
    zip.on('end', resolve).on('error', (error: Error) => reject(new UnreadableError('broken', '', { cause: error })));
    zip.readEntry();
  });
}

function broken(error: unknown): never {
  throw new UnreadableError('broken', '', { cause: error });
}
