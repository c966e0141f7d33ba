import { type PassageEncoder, makePassages } from '../make-passages';
import { passageSpace } from '../search/passage-space';
import type { SpaceStore } from './create-space-store';

export interface FillDeps {
  store: Pick<SpaceStore, 'listUnfilled' | 'countFilled' | 'addPassages'>;
  encoder: PassageEncoder;
}

export interface FillOptions {
  signal?: AbortSignal;
  onProgress?(progress: { done: number; total: number }): void;
}

/** Documents that are read at once. */
const batch = 20;

/**
 * Embeds every document of a workspace in an encoder's space, beside the passages that serve meanwhile. What is there is
 * left alone, so that a stopped run goes on where it was, and a document that changes under it is done again.
 */
export async function fillSpace(
  workspaceId: string,
  { store, encoder }: FillDeps,
  { signal, onProgress }: FillOptions = {},
): Promise<void> {
  const space = passageSpace(encoder.space);
  // Without a single sentence there is nothing to embed: such a document would come again for ever.
  const empty = new Set<string>();
  for (;;) {
    const { filled, total } = await store.countFilled(workspaceId, space);
    onProgress?.({ done: filled, total });
    const documents = (await store.listUnfilled(workspaceId, space, batch + empty.size)).filter(
      ({ id }) => !empty.has(id),
    );
    if (documents.length === 0) return;
    for (const [index, document] of documents.entries()) {
      signal?.throwIfAborted();
      const passages = await makePassages(document, encoder);
      if (passages.length === 0) empty.add(document.id);
      else await store.addPassages(workspaceId, document, space, passages);
      onProgress?.({ done: Math.min(total, filled + index + 1), total });
    }
  }
}
