import type { Reader } from '@switchboard/contracts';
import type { Evidence } from '@switchboard/turn';

/** A guess at a few words would hide articles. */
const sureFrom = 0.8;

/** For whom is searched: the visitor as they are known, in the language of their message. */
export function readerOf(
  { conversation: { visitor } }: Pick<Evidence['context'], 'conversation'>,
  { understanding: { language } }: Pick<Evidence, 'understanding'>,
): Reader {
  const isSure = language.code !== 'und' && language.confidence >= sureFrom;
  return {
    language: isSure ? (language.code.split('-')[0] ?? null) : null,
    audience: visitor.audience ?? null,
    product: visitor.product ?? null,
  };
}
