import { type KnowledgeStore, encoderOfSpace, fillSpace, passageSpace } from '@switchboard/knowledge';
import type { LanguageStore, Workspace, WorkspaceStore } from '@switchboard/workspace';
import type { Encoders } from '../encoders/create-encoders';

export interface LookDeps {
  workspaces: Pick<WorkspaceStore, 'listWorkspaces' | 'setEmbeddingSpace'>;
  languages: Pick<LanguageStore, 'list' | 'begin'>;
  knowledge: KnowledgeStore;
  encoders: Encoders;
  /** The encoder that the configuration wants for a workspace. */
  wantedEncoder(workspace: Workspace): string;
}

/** So long turns may still search the space they began in. */
const graceMs = 20_000;
const asker = 'switchboard';

/**
 * Looks whether every workspace is in the space it should be: a configuration with another encoder or a new way of
 * making passages begins a change, what was written during a switch is embedded, and spaces and encoders that nobody
 * needs any more go.
 */
export function createLookAround({ workspaces, languages, knowledge, encoders, wantedEncoder }: LookDeps) {
  const settledSince = new Map<string, { space: string; at: number }>();

  async function tidy({ id, embeddingSpace: space }: Workspace): Promise<void> {
    if (space === null) return;
    const settled = settledSince.get(id);
    if (settled?.space !== space) return void settledSince.set(id, { space, at: Date.now() });
    if (Date.now() - settled.at < graceMs) return;
    const encoder = encoders.named(encoderOfSpace(space));
    if (encoder !== null && passageSpace(encoder.space) === space) await fillSpace(id, { store: knowledge, encoder });
    await knowledge.dropOtherSpaces(id, space);
  }

  return async (): Promise<void> => {
    const changes = await languages.list();
    // In every process: at the switch nobody should have to wait for the new encoder.
    for (const { encoder, stage } of changes) if (stage !== 'encoder') encoders.named(encoder);
    const all = await workspaces.listWorkspaces();
    for (const workspace of all) {
      const { id, embeddingSpace, policy } = workspace;
      if (changes.some(({ workspaceId }) => workspaceId === id)) continue;
      const name = wantedEncoder(workspace);
      const encoder = encoders.named(name);
      const space = encoder === null ? null : passageSpace(encoder.space);
      if (embeddingSpace === null) {
        if (space !== null) await workspaces.setEmbeddingSpace(id, space);
      } else if (encoderOfSpace(embeddingSpace) !== name || (space !== null && space !== embeddingSpace))
        await languages.begin(id, { languages: policy.languages, encoder: name, requestedBy: asker });
      else await tidy(workspace);
    }
    const isSettled = all.every(({ id }) => Date.now() - (settledSince.get(id)?.at ?? Infinity) >= graceMs);
    if (!isSettled || (await languages.list()).length > 0) return;
    await encoders.keepOnly(new Set(all.map(wantedEncoder)));
  };
}
