import { draftPassage } from '@switchboard/answer';
import type { KnowledgeAnswer, Policy } from '@switchboard/contracts';
import type { Search } from '@switchboard/knowledge';
import type { Encoder } from '@switchboard/models';

export interface PreviewDeps {
  search: Search;
  encoder: Encoder | null;
  readPolicy(workspaceId: string): Promise<Policy>;
}

const passagesShown = 5;

/** What a visitor who asks this gets from the knowledge: the search, the threshold and the quoting of a turn. */
export function createPreviewAnswer({ search, encoder, readPolicy }: PreviewDeps) {
  return async (workspaceId: string, question: string): Promise<KnowledgeAnswer> => {
    const { passageThreshold: threshold } = await readPolicy(workspaceId);
    const [embedding = null] = encoder === null ? [] : await encoder.embed([question]);
    const found = await search(workspaceId, { text: question, embedding, limit: passagesShown });
    const isSupported = (found[0]?.support ?? 0) >= threshold;
    const draft = isSupported ? draftPassage(question, embedding, found) : null;
    return {
      answer: draft?.kind === 'reply' ? { text: draft.reply.text, citations: draft.reply.citations } : null,
      threshold,
      passages: found.map(({ documentId, slug, title, heading, text, url, support }) => ({
        documentId,
        slug,
        title,
        heading,
        text,
        url: url ?? null,
        support,
      })),
    };
  };
}
