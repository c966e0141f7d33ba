import { join } from 'node:path';
import { type Encoder, findModel, openEncoder, pullModel } from '@switchboard/models';
import { createProgress } from './progress';

/** The encoder for a command: pulled into the data folder when it is not there. */
export async function openCommandEncoder(name = 'all-MiniLM-L6-v2'): Promise<Encoder> {
  const model = findModel(name);
  const progress = createProgress();
  const folder = await pullModel(model, join(process.env['DATA_DIR'] ?? '.switchboard', 'models'), {
    onProgress: ({ done, total }) => progress.update(done, total, `pulling ${model.name}`),
  });
  progress.stop();
  return openEncoder(model, folder);
}
