const stopWords = new Set(
  `a an the is are am was were be been being do does did doing can could will would shall should may might must have has had
  i me my mine you your yours he she it its we us our they them their this that these those there here what which who whom
  whose when where why how if of in on at by for from to with about into over under out up down off and or but not no nor so
  than then too very just also any some all get got please thanks thank hi hello hey want need like know tell`.split(
    /\s+/,
  ),
);

/** Content words of a text in a rough stem, in order. */
export function contentWords(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[£$€]?\p{N}+(?:[.,:]\p{N}+)*|\p{L}+/gu) ?? [];
  return words.filter((word) => !stopWords.has(word)).map(stem);
}

/** Takes off the commonest English endings; enough to match "returned" with "returns". */
export function stem(word: string): string {
  if (word.length <= 3) return word;
  return word
    .replace(/(?:ies)$/, 'y')
    .replace(/(?:sses)$/, 'ss')
    .replace(/(?<=[a-z]{3})(?:ing|ed|es|s)$/, '')
    .replace(/(?<=[a-z]{3})e$/, '');
}
