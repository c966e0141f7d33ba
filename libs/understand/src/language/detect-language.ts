import { detectAll } from 'tinyld';
import { commonWords, tellingLetters } from './common-words';

export interface DetectedLanguage {
  /** BCP-47; `und` when there is too little to go by. */
  code: string;
  confidence: number;
}

/** Scripts that one language is written in, among those that a desk meets; Japanese before the Chinese characters it has. */
const scripts: [code: string, script: RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['th', /\p{Script=Thai}/gu],
];
/** Scripts of several languages: the detector may name another one, this is the likeliest. */
const sharedScripts: [code: string, script: RegExp][] = [
  ['ru', /\p{Script=Cyrillic}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
];
/** A Chinese character says about as much as so many Latin letters: names and brands stand between them. */
const hanWeight = 3;
const enough = 0.2;
/** What the statistical detector says counts for so much beside the words that a message shares with a language. */
const statisticsWeight = 0.5;
const enoughOfBoth = 0.25;
/** Languages that we have no words of are told by statistics alone: two words with a name among them are too few. */
const wordsForStatistics = 3;

/** The language of a message. Scripts decide where they can, then words and statistics together. */
export function detectLanguage(text: string): DetectedLanguage {
  const words = wordsOf(text);
  const letters = words.join('').length;
  if (letters < 2) return { code: 'und', confidence: 0 };
  const written = byScript(text, letters);
  if (written !== null) return written;
  return byWords(words, text);
}

/** Order numbers and the like are no words of a language. */
function wordsOf(text: string): string[] {
  const withoutCodes = text.replace(/\S*\d\S*/g, ' ');
  const words = /\p{Script=Han}/u.test(text) ? text : withoutCodes;
  return words.toLowerCase().match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? [];
}

function byScript(text: string, letters: number): DetectedLanguage | null {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  for (const [code, script] of scripts) {
    const own = text.match(script)?.length ?? 0;
    const share = (own * (code === 'zh' ? hanWeight : 1)) / (letters + (hanWeight - 1) * (code === 'zh' ? han : 0));
    if (own > 0 && share >= enough) return { code, confidence: Math.min(1, 0.5 + share / 2) };
  }
  for (const [code, script] of sharedScripts) {
    const share = (text.match(script)?.length ?? 0) / letters;
    if (share < 0.5) continue;
    const [best] = detectAll(text);
    return best !== undefined && best.accuracy >= 0.7
      ? { code: best.lang, confidence: best.accuracy }
      : { code, confidence: 0.5 + share / 4 };
  }
  return null;
}

/** Words and telling letters that the message shares with each language, and what statistics say of it. */
function byWords(words: readonly string[], text: string): DetectedLanguage {
  const plain = words.map((word) => word.replace(/’/g, "'"));
  const told = detectAll(text).filter(({ lang }) => commonWords.has(lang) || words.length >= wordsForStatistics);
  const scores = new Map(told.map(({ lang, accuracy }) => [lang, statisticsWeight * accuracy]));
  for (const [code, list] of commonWords) {
    const share = plain.filter((word) => list.has(word)).length / plain.length;
    const tells = tellingLetters.some(([own, letters]) => own === code && letters.test(text));
    scores.set(code, (scores.get(code) ?? 0) + share + (tells ? enough : 0));
  }
  const [first, second] = [...scores].sort(([, a], [, b]) => b - a);
  if (first === undefined || first[1] < enoughOfBoth || first[1] === second?.[1]) return { code: 'und', confidence: 0 };
  return { code: first[0], confidence: Math.min(1, 0.5 + first[1] - (second?.[1] ?? 0) / 2) };
}
