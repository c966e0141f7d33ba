import { join } from 'node:path';
import type { ManifestModel } from '../manifest/manifest';
import { readE5Container } from './read-e5-container';
import { type Weights, openSafetensors } from './read-safetensors';

/** The weights of an encoder of the manifest, by Hugging Face's names, in whatever file they come. */
export function openWeights({ name, files }: ManifestModel, folder: string): Weights {
  const [safetensors, container] = ['.safetensors', '.bin'].map((end) => files.find((file) => file.name.endsWith(end)));
  if (safetensors !== undefined) return openSafetensors(join(folder, safetensors.name));
  if (container !== undefined) return readE5Container(join(folder, container.name));
  throw new Error(`${name} has no weights that can be read`);
}
