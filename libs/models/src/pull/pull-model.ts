import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestModel } from '../manifest/manifest';
import type { DownloadOptions } from './download';
import { ModelCorruptError, ModelUnavailableError } from './errors';
import { describeSource, fetchSource } from './fetch-source';
import { hashFile } from './hash-file';

export interface PullOptions extends Omit<DownloadOptions, 'onBytes'> {
  onProgress?(progress: { model: string; source: string; done: number; total: number }): void;
}

/** Written last: the files beside it were verified with these hashes. */
const marker = 'verified.json';

/**
 * The folder with a model's files. Pulled from the first source that gives the right bytes, resumed when it was cut
 * off, and moved into place as a whole; nothing is fetched or hashed when it is there. Throws ModelUnavailableError.
 */
export async function pullModel(model: ManifestModel, modelsDir: string, options: PullOptions = {}): Promise<string> {
  const folder = join(modelsDir, model.name);
  if (isVerified(model, folder)) return folder;
  if (await adopt(model, folder)) return folder;

  const attempts: { source: string; reason: string }[] = [];
  for (const source of model.sources) {
    const name = describeSource(source);
    const partial = join(modelsDir, `${model.name}.${source.hub}.part`);
    try {
      mkdirSync(partial, { recursive: true });
      const onBytes = (done: number, total: number): void =>
        options.onProgress?.({ model: model.name, source: name, done, total });
      await fetchSource(source, model, partial, { ...options, onBytes });
      await verifyModel(model, partial);
      writeMarker(model, partial);
      rmSync(folder, { recursive: true, force: true });
      renameSync(partial, folder);
      for (const { hub } of model.sources)
        rmSync(join(modelsDir, `${model.name}.${hub}.part`), { recursive: true, force: true });
      return folder;
    } catch (error) {
      options.signal?.throwIfAborted();
      // Wrong bytes cannot be continued.
      if (error instanceof ModelCorruptError) rmSync(partial, { recursive: true, force: true });
      attempts.push({ source: name, reason: reasonOf(error) });
    }
  }
  throw new ModelUnavailableError(model.name, attempts, folder);
}

/** True when a model's files are in the folder and were verified. */
export function isPulled(model: ManifestModel, modelsDir: string): boolean {
  return isVerified(model, join(modelsDir, model.name));
}

/** Hashes every file of a model. Throws ModelCorruptError naming the first that is not as in the manifest. */
export async function verifyModel(model: ManifestModel, folder: string): Promise<void> {
  for (const { name, sha256 } of model.files) {
    const path = join(folder, name);
    const actual = existsSync(path) ? await hashFile(path) : 'missing';
    if (actual !== sha256) throw new ModelCorruptError(path, sha256, actual);
  }
}

/** Files that somebody put into the folder by hand count once they are verified. */
async function adopt(model: ManifestModel, folder: string): Promise<boolean> {
  if (!model.files.every(({ name }) => existsSync(join(folder, name)))) return false;
  const isRight = await verifyModel(model, folder).then(
    () => true,
    () => false,
  );
  if (isRight) writeMarker(model, folder);
  return isRight;
}

function isVerified(model: ManifestModel, folder: string): boolean {
  try {
    const hashes = JSON.parse(readFileSync(join(folder, marker), 'utf8')) as Record<string, string>;
    return model.files.every(
      ({ name, bytes, sha256 }) => hashes[name] === sha256 && statSync(join(folder, name)).size === bytes,
    );
  } catch {
    return false;
  }
}

function writeMarker(model: ManifestModel, folder: string): void {
  writeFileSync(
    join(folder, marker),
    JSON.stringify(Object.fromEntries(model.files.map(({ name, sha256 }) => [name, sha256]))),
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
