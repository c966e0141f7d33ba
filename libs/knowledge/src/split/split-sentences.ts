const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const abbreviation = /(?:\b(?:e\.g|i\.e|approx|incl|no|max|min|Mr|Mrs|Ms|Dr|St)\.)\s*$/;

/** Sentences of a paragraph, by Unicode's rules (UAX 29) and without a break after common abbreviations. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let pending = '';
  for (const { segment } of segmenter.segment(text)) {
    pending += segment;
    if (abbreviation.test(pending)) continue;
    sentences.push(pending.trim());
    pending = '';
  }
  if (pending.trim() !== '') sentences.push(pending.trim());
  return sentences.filter((sentence) => /\p{L}/u.test(sentence));
}
