import { type Understanding, reaches } from '@switchboard/contracts';
import { type ModelStore, type StoredModel, answeredIntent, readMessage } from '@switchboard/learn';
import type { IntentModel } from '@switchboard/models';
import type { Encoders } from '../encoders/create-encoders';

export interface ShadowDeps {
  models: Pick<ModelStore, 'recordShadow'>;
  readShadow(workspaceId: string): Promise<StoredModel | null>;
  /** As the workspace uses it. */
  openModel(workspaceId: string, hash: string): Promise<IntentModel>;
  encoders: Pick<Encoders, 'inSpace'>;
  onError(error: unknown): void;
}

export interface ObservedTurn {
  workspaceId: string;
  id: string;
  conversationId: string;
}

/** After a message was understood, the model in the shadow reads it too. No visitor waits for it or hears of it. */
export function createShadow({ models, readShadow, openModel, encoders, onError }: ShadowDeps) {
  async function observe(turn: ObservedTurn, text: string, { intents, outOfScope }: Understanding): Promise<void> {
    const shadow = await readShadow(turn.workspaceId);
    const best = intents[0];
    if (shadow === null || best === undefined) return;
    const model = await openModel(turn.workspaceId, shadow.hash);
    const encoder = encoders.inSpace(model.card.encoder.space);
    if (encoder === null) return;
    await models.recordShadow(turn.workspaceId, shadow.id, {
      turnId: turn.id,
      conversationId: turn.conversationId,
      text,
      live: answeredIntent({ ...best, outside: reaches(outOfScope) }),
      shadow: answeredIntent(await readMessage(model, encoder, text)),
    });
  }
  return (turn: ObservedTurn, text: string, understanding: Understanding): void =>
    void observe(turn, text, understanding).catch(onError);
}
