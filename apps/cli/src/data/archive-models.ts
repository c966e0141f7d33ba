import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ArchiveEntry, BadArchiveError } from '@switchboard/db';
import { ArtifactFormatError, loadIntentModel } from '@switchboard/models';

const pieceBytes = 192 * 1024;

/** Writes the files of models into an archive. Returns how many there were; models without files are left out. */
export async function writeModels(
  artifacts: string,
  hashes: readonly string[],
  write: (entry: ArchiveEntry) => Promise<void>,
): Promise<number> {
  let files = 0;
  for (const hash of hashes) {
    if (!existsSync(join(artifacts, hash))) continue;
    for (const name of readdirSync(join(artifacts, hash))) {
      files++;
      const pieces = createReadStream(join(artifacts, hash, name), { highWaterMark: pieceBytes });
      let isEmpty = true;
      for await (const piece of pieces) {
        isEmpty = false;
        await write({ kind: 'file', path: `${hash}/${name}`, base64: (piece as Buffer).toString('base64') });
      }
      if (isEmpty) await write({ kind: 'file', path: `${hash}/${name}`, base64: '' });
    }
  }
  return files;
}

/**
 * Takes the files of an archive's models in: beside the others first, checked against their hash, then moved to their
 * place, where they may be already. `remove` when it is over, whatever came of it.
 */
export function createModelsReader(artifacts: string) {
  const aside = join(artifacts, `import-${process.pid}`);
  const paths = new Set<string>();
  return {
    async add(path: string, piece: Buffer): Promise<void> {
      const file = join(aside, path);
      await mkdir(dirname(file), { recursive: true });
      const handle = await open(file, paths.has(path) ? 'a' : 'w');
      paths.add(path);
      await handle.write(piece);
      await handle.close();
    },
    /** Throws BadArchiveError. Returns the number of files. */
    async place(): Promise<number> {
      for (const hash of new Set([...paths].map((path) => path.split('/')[0] as string))) {
        await check(join(aside, hash), hash);
        if (!existsSync(join(artifacts, hash))) await rename(join(aside, hash), join(artifacts, hash));
      }
      return paths.size;
    },
    remove: (): Promise<void> => rm(aside, { recursive: true, force: true }),
  };
}

async function check(folder: string, hash: string): Promise<void> {
  const model = await loadIntentModel(folder).catch((error: unknown) => {
    // One in an older format is trained again by the desk.
    if (error instanceof ArtifactFormatError) return null;
    throw new BadArchiveError(`a model of the archive is broken: ${error instanceof Error ? error.message : error}`);
  });
  await model?.close();
  if (model !== null && model.hash !== hash) throw new BadArchiveError(`the model ${hash} of the archive was changed`);
}
