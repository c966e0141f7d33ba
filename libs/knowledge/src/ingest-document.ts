import type { DocumentInput, EmbeddedPassage, KnowledgeStore } from './create-knowledge-store';
import { splitMarkdown } from './split/split-markdown';

/** Texts to unit-length vectors, one per text. */
export interface PassageEncoder {
  readonly space: string;
  embed(texts: readonly string[], options: { bulk: boolean }): Promise<Float32Array[]>;
}

export interface IngestDeps {
  store: Pick<KnowledgeStore, 'isCurrent' | 'readEmbedded' | 'saveDocument'>;
  encoder: PassageEncoder;
}

/**
 * Splits, embeds and stores a document; does nothing when the same content is there, and embeds only the passages whose
 * words changed. Returns whether it changed.
 */
export async function ingestDocument(
  workspaceId: string,
  input: DocumentInput,
  { store, encoder }: IngestDeps,
): Promise<boolean> {
  if (await store.isCurrent(workspaceId, input, encoder.space)) return false;
  const embedded = await store.readEmbedded(workspaceId, input.slug, encoder.space);
  const known = new Map(embedded.map((passage) => [wordsOf(passage.title, passage), passage]));
  const sections = splitMarkdown(input.markdown);
  const fresh = sections.filter((section) => !isKnown(known.get(wordsOf(input.title, section)), section));
  const whole = fresh.map((section) => wordsOf(input.title, section));
  const vectors = await encoder.embed([...whole, ...fresh.flatMap(({ sentences }) => sentences)], { bulk: true });
  let next = fresh.length;
  const made = new Map(
    fresh.map((section, index) => {
      const own = vectors.slice(next, (next += section.sentences.length));
      return [section, { embedding: vectors[index] as Float32Array, sentenceVectors: quantizeUnit(own) }];
    }),
  );
  const passages = sections.map((section, position) => {
    const vectorsOf = made.get(section) ?? (known.get(wordsOf(input.title, section)) as EmbeddedPassage);
    return { position, ...section, embedding: vectorsOf.embedding, sentenceVectors: vectorsOf.sentenceVectors };
  });
  await store.saveDocument(workspaceId, input, encoder.space, passages);
  return true;
}

/** What a passage is embedded as: the title, its heading, its words. */
const wordsOf = (title: string, { heading, text }: { heading: string; text: string }): string =>
  [title, heading, text].filter((part) => part !== '').join('\n');

const isKnown = (passage: EmbeddedPassage | undefined, { sentences }: { sentences: readonly string[] }): boolean =>
  passage !== undefined && passage.sentences.join('\n') === sentences.join('\n');

/** Unit-length vectors as int8: components times 127. */
function quantizeUnit(vectors: readonly Float32Array[]): Int8Array {
  const width = vectors[0]?.length ?? 0;
  const result = new Int8Array(vectors.length * width);
  vectors.forEach((vector, index) =>
    vector.forEach((value, i) => (result[index * width + i] = Math.round(value * 127))),
  );
  return result;
}
