import type { Reader } from '@switchboard/contracts';
import type { FoundPassage, Search } from '@switchboard/knowledge';
import type { Encoders } from '../../encoders/create-encoders';

/** Asks a workspace's knowledge for a reader: the passages that are found, and the question's vector where there is an encoder. */
export type Ask = (
  workspaceId: string,
  text: string,
  options: { limit: number; reader?: Reader },
) => Promise<{ passages: FoundPassage[]; embedding: Float32Array | null }>;

export function createAsk({ search, encoders }: { search: Search; encoders: Pick<Encoders, 'of'> }): Ask {
  return async (workspaceId, text, options) => {
    const encoder = await encoders.of(workspaceId);
    const [embedding = null] = (await encoder?.embed([text])) ?? [];
    const passages = await search(workspaceId, { text, embedding, space: encoder?.space ?? null, ...options });
    return { passages, embedding };
  };
}
