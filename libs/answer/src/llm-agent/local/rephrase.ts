import type { HeldModel } from '@switchboard/models';
import { rephraseQuote } from './gate-prompts';
import { standsIn } from './stands-in';

/** Words that a rephrasing may bring: they state nothing. */
const free = new Set(
  'a an the is are was be been can may will would you your we our it its this that these those they them of in on at to for from by with and or but if as so than then there here yes no not do does did have has had please within about any all also only just i my me which what when how'.split(
    ' ',
  ),
);
const mostTokens = 120;

/**
 * The sentences in other words, as an answer to the question; null when a content word or a number of them stands
 * neither in the sentences nor in the question: then the sentences themselves are shown.
 */
export async function rephrase(question: string, quote: string, model: HeldModel): Promise<string | null> {
  const { text } = await model.write(rephraseQuote(question, quote), { maxTokens: mostTokens });
  const answer = text.trim();
  return answer !== '' && isGrounded(answer, { quote, question }) ? answer : null;
}

/** Every number stands in the quote, every content word in the quote or the question. */
export function isGrounded(answer: string, { quote, question }: { quote: string; question: string }): boolean {
  const numbers = new Set(wordsOf(quote));
  return wordsOf(answer).every((word) =>
    /\d/.test(word) ? numbers.has(word) : free.has(word) || standsIn(word, `${quote} ${question}`),
  );
}

/** In lower case, with the signs of numbers and without punctuation at the ends. */
const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}£$€%.,:'’–-]+/gu) ?? [])
    .map((word) => word.replace(/^[.,:'’–-]+|[.,:'’–-]+$/g, ''))
    .filter((word) => word !== '');
