import { draftPassage } from '@switchboard/answer';
import type { KnowledgeAnswer, Policy } from '@switchboard/contracts';
import type { KnowledgeStore } from '@switchboard/knowledge';
import type { Encoder } from '@switchboard/models';

export interface PreviewDeps {
  knowledge: KnowledgeStore;
  encoder: Encoder | null;
  readPolicy(workspaceId: string): Promise<Policy>;
}

const passagesShown = 5;

/** What a visitor who asks this gets from the knowledge: the search, the threshold and the quoting of a turn. */
export function createPreviewAnswer({ knowledge, encoder, readPolicy }: PreviewDeps) {
  return async (workspaceId: string, question: string): Promise<KnowledgeAnswer> => {
    const { passageThreshold: threshold } = await readPolicy(workspaceId);
    const [embedding = null] = encoder === null ? [] : await encoder.embed([question]);
    const query = { text: question, embedding, space: encoder?.space ?? null, limit: passagesShown };
    const found = await knowledge.search(workspaceId, query);
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
