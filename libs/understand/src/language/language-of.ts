import { sureLanguage } from '@switchboard/contracts';
import { detectLanguage } from './detect-language';

const fewestLetters = 20;

/** The language of a text where it is certain: null for what is short, mixed or near to another language. */
export function languageOf(text: string): string | null {
  const plain = text.replace(/https?:\/\/\S+|\S+@\S+/g, ' ');
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  // Scripts tell in a few characters what letters take a sentence for.
  const isEnough = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]/u.test(plain) || letters >= fewestLetters;
  return isEnough ? sureLanguage(detectLanguage(plain)) : null;
}
