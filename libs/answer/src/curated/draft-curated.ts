import type { CuratedAnswer } from '@switchboard/knowledge';
import type { Draft } from '../draft';

/** The workspace's own words for an intent, with the documents they rest on. */
export function draftCurated(intent: string, answers: readonly CuratedAnswer[]): Draft {
  const answer = answers.find((item) => item.intent === intent);
  if (answer === undefined) return { kind: 'declined', reason: `no curated answer for ${intent}` };
  const citations = answer.documents.map(({ id, slug, title, summary }, index) => ({
    number: index + 1,
    documentId: id,
    slug,
    title,
    passageId: null,
    quote: summary,
  }));
  return {
    kind: 'reply',
    way: 'curated',
    reply: { text: answer.text.trim(), citations, choices: [], answered: true },
    sources: [answer.text],
  };
}
