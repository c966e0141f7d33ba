import { type Encoder, type IntentModel, loadIntentModel } from '@switchboard/models';
import { withEncoder } from './with-encoder';

/** Runs a command's work with an artifact and the encoder it was trained on; both are closed whatever happens. */
export async function withIntentModel<T>(
  folder: string,
  work: (model: IntentModel, encoder: Encoder) => Promise<T>,
): Promise<T> {
  const model = await loadIntentModel(folder);
  try {
    return await withEncoder(model.card.encoder.name, (encoder) => work(model, encoder));
  } finally {
    await model.close();
  }
}
