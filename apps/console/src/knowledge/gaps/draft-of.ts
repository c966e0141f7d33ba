import type { GapTopic } from '@switchboard/contracts';

export interface ArticleDraft {
  title: string;
  markdown: string;
}

const questionsKept = 6;

/** The beginnings of an article: the question as its title, room for the answer, and how else it is asked. */
export function draftOf({ title, examples }: GapTopic, words: { answer: string; alsoAsked: string }): ArticleDraft {
  const line = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const others = [...new Set(examples.map(({ text }) => line(text)))].filter((text) => text !== line(title));
  const asked = others.slice(0, questionsKept).map((text) => `- ${text}`);
  return {
    title: line(title).slice(0, 200),
    markdown: `${words.answer}\n${asked.length === 0 ? '' : `\n## ${words.alsoAsked}\n\n${asked.join('\n')}\n`}`,
  };
}
