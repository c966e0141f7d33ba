import { draftPassage } from '@switchboard/answer';
import type { KnowledgeAnswer, Policy } from '@switchboard/contracts';
import type { Ask } from './create-ask';

export interface PreviewDeps {
  ask: Ask;
  readPolicy(workspaceId: string): Promise<Policy>;
}

const passagesShown = 5;

/** What a visitor who asks this gets from the knowledge: the search, the threshold and the quoting of a turn. */
export function createPreviewAnswer({ ask, readPolicy }: PreviewDeps) {
  return async (workspaceId: string, question: string): Promise<KnowledgeAnswer> => {
    const { passageThreshold: threshold } = await readPolicy(workspaceId);
    const { passages: found, embedding } = await ask(workspaceId, question, passagesShown);
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
