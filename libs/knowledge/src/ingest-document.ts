import type { DocumentInput, KnowledgeStore } from './create-knowledge-store';
import { splitMarkdown } from './split/split-markdown';

/** Texts to unit-length vectors, one per text. */
export interface PassageEncoder {
  readonly space: string;
  embed(texts: readonly string[], options: { bulk: boolean }): Promise<Float32Array[]>;
}

export interface IngestDeps {
  store: Pick<KnowledgeStore, 'isCurrent' | 'saveDocument'>;
  encoder: PassageEncoder;
}

/** Splits, embeds and stores a document; does nothing when the same content is there. Returns whether it changed. */
export async function ingestDocument(
  workspaceId: string,
  input: DocumentInput,
  { store, encoder }: IngestDeps,
): Promise<boolean> {
  if (await store.isCurrent(workspaceId, input, encoder.space)) return false;
  const sections = splitMarkdown(input.markdown);
  const whole = sections.map(({ heading, text }) =>
    [input.title, heading, text].filter((part) => part !== '').join('\n'),
  );
  const sentences = sections.flatMap((section) => section.sentences);
  const vectors = await encoder.embed([...whole, ...sentences], { bulk: true });
  let next = sections.length;
  const passages = sections.map((section, position) => {
    const own = vectors.slice(next, (next += section.sentences.length));
    return { position, ...section, embedding: vectors[position] as Float32Array, sentenceVectors: quantizeUnit(own) };
  });
  await store.saveDocument(workspaceId, input, encoder.space, passages);
  return true;
}

/** Unit-length vectors as int8: components times 127. */
function quantizeUnit(vectors: readonly Float32Array[]): Int8Array {
  const width = vectors[0]?.length ?? 0;
  const result = new Int8Array(vectors.length * width);
  vectors.forEach((vector, index) =>
    vector.forEach((value, i) => (result[index * width + i] = Math.round(value * 127))),
  );
  return result;
}
