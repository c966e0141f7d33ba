import { join } from 'node:path';
import { type Encoder, type ManifestModel, findModel, openEncoder, pullModel } from '@switchboard/models';
import { createProgress } from './progress';

export const defaultEncoder = 'all-MiniLM-L6-v2';

/**
 * Runs a command's work with an encoder, pulled into the data folder when it is not there. It is closed whatever
 * happens: its thread would keep the command from ending.
 */
export async function withEncoder<T>(
  name: string,
  work: (encoder: Encoder, base: { model: ManifestModel; folder: string }) => Promise<T>,
): Promise<T> {
  const model = findModel(name);
  const progress = createProgress();
  const folder = await pullModel(model, join(process.env['DATA_DIR'] ?? '.switchboard', 'models'), {
    onProgress: ({ done, total }) => progress.update(done, total, `pulling ${model.name}`),
  });
  progress.stop();
  const encoder = await openEncoder(model, folder);
  try {
    return await work(encoder, { model, folder });
  } finally {
    await encoder.close();
  }
}
