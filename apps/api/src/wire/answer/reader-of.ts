import { type Reader, sureLanguage } from '@switchboard/contracts';
import type { Evidence } from '@switchboard/turn';

/** For whom is searched: the visitor as they are known, in the language of their message. */
export function readerOf(
  { conversation: { visitor } }: Pick<Evidence['context'], 'conversation'>,
  { understanding: { language } }: Pick<Evidence, 'understanding'>,
): Reader {
  return {
    // A guess at a few words would hide articles.
    language: sureLanguage(language)?.split('-')[0] ?? null,
    audience: visitor.audience ?? null,
    product: visitor.product ?? null,
  };
}
