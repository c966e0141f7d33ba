import type { SpokenLanguage } from '@switchboard/answer';
import type { Evidence } from '@switchboard/turn';
import { languageOf } from '@switchboard/understand';

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });
const surely = 0.8;

/** English name of a language; Chinese is written as this product writes it. */
export const languageName = (code: string): string =>
  /^zh/.test(code) ? 'Simplified Chinese' : (names.of(code) ?? code);

/** The language that the visitor writes in, or else the conversation's. */
export function spokenLanguage({
  understanding,
  context,
}: Pick<Evidence, 'understanding' | 'context'>): SpokenLanguage {
  const { code, confidence } = understanding.language;
  const own = code === 'und' || confidence < surely ? (context.conversation.language.split('-')[0] ?? 'en') : code;
  return { code: own, name: languageName(own), of: languageOf };
}
