import type { Citation } from './turn/citation';

/** A heading's name in its article's address, by the letters and digits it has. */
export function headingAnchor(heading: string): string {
  return (heading.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join('-');
}

const wordsToFind = 8;

/**
 * Where a citation opens: the page on the web with the words quoted in sight (URL fragment text directives), a PDF at
 * its page, or the help centre's article at its heading. `base` is the desk's own address.
 */
export function citationHref({ slug, url, heading = '', quote }: Citation, base: string): string {
  if (url === undefined || url === null) {
    const anchor = headingAnchor(heading);
    return new URL(`help/${encodeURIComponent(slug)}${anchor === '' ? '' : `#${anchor}`}`, base).href;
  }
  const page = /^Page (\d+)$/.exec(heading)?.[1];
  if (page !== undefined) return `${url}#page=${page}`;
  const words = quote.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return url;
  const text = encodeURIComponent(words.slice(0, wordsToFind).join(' ')).replace(/-/g, '%2D');
  return `${url.replace(/#.*$/, '')}#:~:text=${text}`;
}
