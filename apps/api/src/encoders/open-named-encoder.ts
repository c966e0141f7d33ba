import { join } from 'node:path';
import { type Encoder, findModel, openEncoder, pullModel } from '@switchboard/models';

/** Pulls an encoder of models.json into the data folder where it is not there, and serves it. */
export async function openNamedEncoder(
  name: string,
  dataDir: string,
  onProgress: (done: number, total: number) => void,
): Promise<Encoder> {
  const model = findModel(name);
  const folder = await pullModel(model, join(dataDir, 'models'), {
    onProgress: ({ done, total }) => onProgress(done, total),
  });
  return openEncoder(model, folder);
}
