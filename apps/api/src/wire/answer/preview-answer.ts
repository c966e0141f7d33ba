import { draftPassage, expectPassages } from '@switchboard/answer';
import type { KnowledgeAnswer, Policy, Reader } from '@switchboard/contracts';
import type { KnowledgeStore } from '@switchboard/knowledge';
import type { Ask } from './create-ask';

export interface PreviewDeps extends Pick<KnowledgeStore, 'countHidden'> {
  ask: Ask;
  readPolicy(workspaceId: string): Promise<Policy>;
}

const passagesShown = 5;

/** What a visitor who asks this gets from the knowledge: the search, the threshold and the quoting of a turn. */
export function createPreviewAnswer({ ask, countHidden, readPolicy }: PreviewDeps) {
  return async (
    workspaceId: string,
    question: string,
    known: Pick<Reader, 'audience' | 'product'>,
  ): Promise<KnowledgeAnswer> => {
    const reader = { ...known, language: null };
    const threshold = 1 - (await readPolicy(workspaceId)).maximumRisk;
    const { passages: found, embedding } = await ask(workspaceId, question, { limit: passagesShown, reader });
    const isSupported = expectPassages(found, null) >= threshold;
    const draft = isSupported ? draftPassage(question, embedding, found) : null;
    return {
      answer: draft?.kind === 'reply' ? { text: draft.reply.text, citations: draft.reply.citations } : null,
      threshold,
      hidden: await countHidden(workspaceId, reader),
      passages: found.map(({ documentId, slug, title, heading, text, url }, index) => ({
        documentId,
        slug,
        title,
        heading,
        text,
        url: url ?? null,
        support: expectPassages(found.slice(index), null),
      })),
    };
  };
}
