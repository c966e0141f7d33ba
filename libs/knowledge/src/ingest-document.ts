import type { DocumentInput, KnowledgeStore } from './create-knowledge-store';
import { type PassageEncoder, makePassages } from './make-passages';
import { passageSpace } from './search/passage-space';

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
  const space = passageSpace(encoder.space);
  if (await store.isCurrent(workspaceId, input, space)) return false;
  const embedded = await store.readEmbedded(workspaceId, input.slug, space);
  await store.saveDocument(workspaceId, input, space, await makePassages(input, encoder, embedded));
  return true;
}
