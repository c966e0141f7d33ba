import type { Citation } from './turn/citation';

/** A heading's name in its article's address, by the letters and digits it has. */
export function headingAnchor(heading: string): string {
  return (heading.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join('-');
}

const wordsToFind = 8;

/** The address of a workspace's help centre on the desk at `base`. */
export const helpCentre = (base: string, workspace: string): string =>
  new URL(`help/${encodeURIComponent(workspace)}/`, base).href;

/**
 * Where a citation opens: the page on the web with the words quoted in sight (URL fragment text directives), a PDF at
 * its page, or the article at its heading in the help centre, whose address is `help` (see `helpCentre`).
 */
export function citationHref({ slug, url, heading = '', quote }: Citation, help: string): string {
  if (url === undefined || url === null) {
    const anchor = headingAnchor(heading);
    return new URL(`${encodeURIComponent(slug)}${anchor === '' ? '' : `#${anchor}`}`, help).href;
  }
  const page = /^Page (\d+)$/.exec(heading)?.[1];
  if (page !== undefined) return `${url}#page=${page}`;
  const words = quote.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return url;
  const text = encodeURIComponent(words.slice(0, wordsToFind).join(' ')).replace(/-/g, '%2D');
  return `${url.replace(/#.*$/, '')}#:~:text=${text}`;
}
