import type { Reader } from '@switchboard/contracts';
import type { KnowledgeStore } from '../create-knowledge-store';
import type { FoundPassage } from './found-passage';
import { messageParts } from './message-parts';
import { encoderOfSpace, passageSpace } from './passage-space';

export interface SearchDeps {
  store: Pick<KnowledgeStore, 'search'>;
  /** The space that a workspace's passages are complete in; null when nothing is known of it. */
  spaceOf?(workspaceId: string): Promise<string | null>;
  /** The encoder of a space, for the sentences of long messages. Null when it is gone: they are then left out. */
  encoderOf(space: string): { embed(texts: readonly string[]): Promise<Float32Array[]> } | null;
}

/** A visitor's question, its vector, and the encoder's space that the vector is in (both null without an encoder). */
export interface Question {
  text: string;
  embedding: Float32Array | null;
  space: string | null;
  /** Who asks; nobody in particular when not said. */
  reader?: Reader;
  limit: number;
}

type Vectors = Parameters<KnowledgeStore['search']>[1]['vectors'];

export type Search = (workspaceId: string, question: Question) => Promise<FoundPassage[]>;

/** Of whom nothing is known: what is for everybody, in any language and about any product. */
export const anyReader: Reader = { language: null, audience: null, product: null };
/** Under this, articles in the reader's language do not answer: those in others may. */
const weakSupport = 0.5;
/** The passages of this very encoder are being made again: those of before cannot be compared with a vector of now. */
const isRemade = (serving: string | null, space: string): boolean =>
  serving !== null && serving !== passageSpace(space) && encoderOfSpace(serving) === encoderOfSpace(space);

/**
 * The search over a workspace's passages, best first: by meaning and words; long messages by their sentences too. It
 * looks in the space of the question's vector; where no passage is in it, words alone are left. Articles in the
 * reader's language come first, and the others when none of those answers.
 */
export function createSearch({ store, encoderOf, spaceOf = async () => null }: SearchDeps): Search {
  /** The question's vectors; null where words alone are left. */
  async function vectorsOf(workspaceId: string, { text, embedding, space }: Question): Promise<Vectors> {
    if (embedding === null || space === null || isRemade(await spaceOf(workspaceId), space)) return null;
    const encoder = encoderOf(space);
    const texts = encoder === null ? [] : messageParts(text);
    const parts = texts.length === 0 ? [] : ((await encoder?.embed(texts)) ?? []);
    return { space: passageSpace(space), embedding, parts };
  }

  return async (workspaceId, question) => {
    const { text, limit, reader = anyReader } = question;
    const vectors = await vectorsOf(workspaceId, question);
    async function find(as: Reader): Promise<FoundPassage[]> {
      const found = await store.search(workspaceId, { text, vectors, reader: as, limit });
      if (vectors === null || found.length > 0) return found;
      return store.search(workspaceId, { text, vectors: null, reader: as, limit });
    }
    const found = await find(reader);
    if (reader.language === null || supportOf(found) >= weakSupport) return found;
    const inAny = await find({ ...reader, language: null });
    return supportOf(inAny) > supportOf(found) ? inAny : found;
  };
}

const supportOf = ([best]: readonly FoundPassage[]): number => best?.support ?? 0;
