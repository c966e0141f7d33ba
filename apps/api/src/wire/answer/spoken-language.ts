import type { SpokenLanguage } from '@switchboard/answer';
import { sureLanguage } from '@switchboard/contracts';
import type { Evidence } from '@switchboard/turn';
import { languageOf } from '@switchboard/understand';

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** English name of a language; Chinese is written as this product writes it. */
export const languageName = (code: string): string =>
  /^zh/.test(code) ? 'Simplified Chinese' : (names.of(code) ?? code);

/** The language that the visitor writes in, or else the conversation's. */
export function spokenLanguage({
  understanding,
  context,
}: Pick<Evidence, 'understanding' | 'context'>): SpokenLanguage {
  const own = sureLanguage(understanding.language) ?? context.conversation.language.split('-')[0] ?? 'en';
  return { code: own, name: languageName(own), of: languageOf };
}
