const stopWords = new Set(
  `a an the is are am was were be been being do does did doing can could will would shall should may might must have has had
  i me my mine you your yours he she it its we us our they them their this that these those there here what which who whom
  whose when where why how if of in on at by for from to with about into over under out up down off and or but not no nor so
  than then too very just also any some all get got please thanks thank hi hello hey want need like know tell`.split(
    /\s+/,
  ),
);

const chinese = /^\p{Script=Han}/u;
const token = /[£$€¥]?\p{N}+(?:[.,:]\p{N}+)*|\p{Script=Han}+|[^\P{L}\p{Script=Han}]+/gu;
/** Characters that are grammar rather than matter; a pair that holds one says little. */
const chineseStop = /[的了吗呢吧啊呀么我你您他她它们是在有和与或及也都就要请问能可会不这那哪个把被给到从对为很想]/u;

/**
 * Content words of a text in a rough stem, in order. Chinese has no spaces: there it is each pair of neighbouring
 * characters, which finds as well as a word list does (Nie and Ren 1999) and needs none.
 */
export function contentWords(text: string): string[] {
  const words = text.toLowerCase().normalize('NFKC').match(token) ?? [];
  return words.flatMap((word) => {
    if (chinese.test(word)) return characterPairs(word);
    return stopWords.has(word) ? [] : [stem(word)];
  });
}

/** Passages whose words are kept: the same ones come up again and again. */
const mostKept = 1_000;
const kept = new Map<string, readonly string[]>();

/** `contentWords` of a passage. */
export function passageWords(text: string): readonly string[] {
  const words = kept.get(text) ?? contentWords(text);
  // What was used last comes last.
  kept.delete(text);
  kept.set(text, words);
  if (kept.size > mostKept) kept.delete(kept.keys().next().value as string);
  return words;
}

function characterPairs(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return chineseStop.test(run) ? [] : [run];
  return characters
    .slice(1)
    .map((character, index) => `${characters[index]}${character}`)
    .filter((pair) => !chineseStop.test(pair));
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
