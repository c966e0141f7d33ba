import type { Encoder, IntentModel } from '@switchboard/models';
import type { Readers, Specialists } from '@switchboard/understand';
import type { Encoders } from './create-encoders';

export interface ReadersDeps {
  encoders: Pick<Encoders, 'of' | 'named'>;
  /** The workspace's live intent model. */
  readModel(workspaceId: string): Promise<IntentModel | null>;
  specialistsOf(encoder: Encoder): Specialists;
}

/**
 * What reads a workspace's messages. The live model names the encoder: when both change, a message is read either with
 * both of before or with both of now.
 */
export function createReaders({ encoders, readModel, specialistsOf }: ReadersDeps) {
  return async (workspaceId: string): Promise<Readers> => {
    const model = await readModel(workspaceId);
    const own = model === null ? null : encoders.named(model.card.encoder.name);
    const encoder = own ?? (await encoders.of(workspaceId));
    return { encoder, model, specialists: encoder === null ? null : specialistsOf(encoder) };
  };
}
