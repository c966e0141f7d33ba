import type { KnowledgeStore } from '../create-knowledge-store';
import type { FoundPassage } from './found-passage';
import { messageParts } from './message-parts';
import { passageSpace } from './passage-space';

export interface SearchDeps {
  store: Pick<KnowledgeStore, 'search'>;
  /** Null without an encoder: words alone. */
  encoder: { space: string; embed(texts: readonly string[]): Promise<Float32Array[]> } | null;
}

/** A visitor's question and its vector (null when it has none). */
export interface Question {
  text: string;
  embedding: Float32Array | null;
  limit: number;
}

export type Search = (workspaceId: string, question: Question) => Promise<FoundPassage[]>;

/** The search over a workspace's passages, best first: by meaning and words; long messages by their sentences too. */
export function createSearch({ store, encoder }: SearchDeps): Search {
  return async (workspaceId, { text, embedding, limit }) => {
    if (encoder === null || embedding === null) return store.search(workspaceId, { text, vectors: null, limit });
    const texts = messageParts(text);
    const embeddings = texts.length === 0 ? [] : await encoder.embed(texts);
    const parts = texts.map((part, index) => ({ text: part, embedding: embeddings[index] as Float32Array }));
    return store.search(workspaceId, {
      text,
      vectors: { space: passageSpace(encoder.space), embedding, parts },
      limit,
    });
  };
}
