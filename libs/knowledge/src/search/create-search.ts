import type { KnowledgeStore } from '../create-knowledge-store';
import type { FoundPassage } from './found-passage';
import { messageParts } from './message-parts';
import { passageSpace } from './passage-space';

export interface SearchDeps {
  store: Pick<KnowledgeStore, 'search'>;
  /** The encoder of a space, for the sentences of long messages. Null when it is gone: they are then left out. */
  encoderOf(space: string): { embed(texts: readonly string[]): Promise<Float32Array[]> } | null;
}

/** A visitor's question, its vector, and the encoder's space that the vector is in (both null without an encoder). */
export interface Question {
  text: string;
  embedding: Float32Array | null;
  space: string | null;
  limit: number;
}

export type Search = (workspaceId: string, question: Question) => Promise<FoundPassage[]>;

/**
 * The search over a workspace's passages, best first: by meaning and words; long messages by their sentences too. It
 * looks in the space of the question's vector; where no passage is in it, words alone are left.
 */
export function createSearch({ store, encoderOf }: SearchDeps): Search {
  const byWords = (workspaceId: string, { text, limit }: Question): Promise<FoundPassage[]> =>
    store.search(workspaceId, { text, vectors: null, limit });
  return async (workspaceId, question) => {
    const { text, embedding, space, limit } = question;
    if (embedding === null || space === null) return byWords(workspaceId, question);
    const encoder = encoderOf(space);
    const texts = encoder === null ? [] : messageParts(text);
    const embeddings = texts.length === 0 ? [] : ((await encoder?.embed(texts)) ?? []);
    const vectors = { space: passageSpace(space), embedding, parts: embeddings };
    const found = await store.search(workspaceId, { text, vectors, limit });
    return found.length === 0 ? byWords(workspaceId, question) : found;
  };
}
