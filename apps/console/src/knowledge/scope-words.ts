import type { ArticleScope } from '@switchboard/contracts';

/** Language, audiences and products in one line; empty for everybody and everything. */
export const scopeWords = ({ language, audiences, products }: ArticleScope): string =>
  [language, ...audiences, ...products].filter(Boolean).join(' · ');
