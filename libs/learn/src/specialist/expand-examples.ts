import { shuffled } from '../train/random';

/** `{a|b|}` stands for one of its alternatives; braces do not nest. */
const choice = /\{([^{}]*\|[^{}]*)\}/;

/** The sentences that a line with alternatives stands for: all of them, or `most` at random. */
export function expandExample(line: string, most: number, random: () => number): string[] {
  let sentences = [line];
  while (sentences.some((sentence) => choice.test(sentence))) {
    sentences = sentences.flatMap((sentence) => {
      const match = choice.exec(sentence);
      if (match === null) return [sentence];
      return (match[1] as string).split('|').map((word) => sentence.replace(match[0], () => word));
    });
    sentences = shuffled([...new Set(sentences)], random).slice(0, 4 * most);
  }
  return [...new Set(sentences.map((sentence) => sentence.replace(/ {2,}/g, ' ').trim()))].slice(0, most);
}
