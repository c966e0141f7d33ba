import { type InterfaceLanguage, type Procedure, inLanguage } from '@switchboard/contracts';
import type { Reply } from '@switchboard/conversations';
import type { CuratedAnswer } from '@switchboard/knowledge';
import type { Draft } from '../draft';

/** The answer of an intent in a language, or in the first language that has one. */
export function findCurated(
  intent: string,
  answers: readonly CuratedAnswer[],
  language: InterfaceLanguage,
): CuratedAnswer | undefined {
  const own = answers.filter((item) => item.intent === intent);
  return own.find((item) => item.language === language.split('-')[0]) ?? own[0];
}

/**
 * The workspace's own words for an intent, with the documents they rest on. Where the thing can be done here too, a
 * button offers it.
 */
export function draftCurated(
  intent: string,
  answers: readonly CuratedAnswer[],
  { language, procedures }: { language: InterfaceLanguage; procedures: readonly Procedure[] },
): Draft {
  const answer = findCurated(intent, answers, language);
  if (answer === undefined) return { kind: 'declined', reason: `no curated answer for ${intent}` };
  const citations = answer.documents.map(({ id, slug, title, summary }, index) => ({
    number: index + 1,
    documentId: id,
    slug,
    title,
    passageId: null,
    quote: summary,
  }));
  const choices = procedures
    .filter(({ intents, offered }) => intents.includes(intent) || offered.includes(intent))
    .map(({ title }) => inLanguage(title, language))
    .map((label) => ({ label, text: label }));
  return {
    kind: 'reply',
    way: 'curated',
    reply: { text: answer.text.trim(), citations, choices, answered: true },
    sources: [answer.text],
  };
}

/** The answers of several intents, one after the other; an intent without one makes the whole decline. */
export function draftCuratedEach(
  intents: readonly string[],
  answers: readonly CuratedAnswer[],
  options: { language: InterfaceLanguage; procedures: readonly Procedure[] },
): Draft {
  const replies: Reply[] = [];
  for (const intent of intents) {
    const draft = draftCurated(intent, answers, options);
    if (draft.kind !== 'reply') return draft;
    replies.push(draft.reply);
  }
  const cited = uniqueBy(
    replies.flatMap(({ citations }) => citations),
    ({ documentId }) => documentId,
  );
  const texts = replies.map(({ text }) => text);
  return {
    kind: 'reply',
    way: 'curated',
    reply: {
      text: texts.join('\n\n'),
      citations: cited.map((citation, index) => ({ ...citation, number: index + 1 })),
      choices: uniqueBy(
        replies.flatMap(({ choices }) => choices),
        ({ text }) => text,
      ),
      answered: true,
    },
    sources: texts,
  };
}

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
