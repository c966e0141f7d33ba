import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds models.json, packs/ and the built front ends. */
export function repositoryRoot(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'models.json'))) return folder;
  }
  throw new Error('models.json is missing');
}
