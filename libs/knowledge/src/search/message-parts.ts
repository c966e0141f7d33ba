import { splitSentences } from '../split/split-sentences';

/** From so many words on, a message is a case with several matters rather than one question. */
const longMessageWords = 60;
const fewestParts = 4;
const mostParts = 32;

/**
 * The sentences that a long message is searched by besides the whole of it: one vector of a long text is near to
 * everything it touches on and near to nothing. The longest say most. Empty for a short message.
 */
export function messageParts(text: string): string[] {
  if (text.split(/\s+/).length < longMessageWords) return [];
  const sentences = [...new Set(text.split('\n').flatMap(splitSentences))];
  if (sentences.length < fewestParts) return [];
  return sentences.sort((a, b) => b.length - a.length).slice(0, mostParts);
}
