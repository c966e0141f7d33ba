import robotsParser, { type Robot } from 'robots-parser';
import { setTimeout as pause } from 'node:timers/promises';
import { type Fetched, type Fetcher, userAgent } from '../fetch/open-fetcher';
import type { HtmlPage } from '../html/read-html';
import { type ReadDocument, type SourceFile, UnreadableError } from '../reader';
import { decodeText } from '../text/decode-text';
import { partition } from '../text/partition';
import { readSitemaps } from './read-sitemap';
import { canonicalUrl, isInSite } from './site-scope';

export interface SitePage {
  url: string;
  /** Links away from the start; what a sitemap lists has depth 0. */
  depth: number;
}

/** Pages that are known of and not read yet. A store keeps it, so that a crawl goes on where it was stopped. */
export interface Frontier {
  /** Adds what was not there before, as far as the limit of pages allows. */
  add(pages: readonly SitePage[]): Promise<void>;
  /** The next page to read, nearest to the start first; the same one until it has got an outcome. */
  next(): Promise<SitePage | null>;
}

export type PageOutcome =
  { kind: 'read'; documents: ReadDocument[] } | { kind: 'failed'; error: UnreadableError } | { kind: 'followed' };

export interface CrawlOptions {
  url: string;
  depth: number;
  /** Between two requests, unless robots.txt asks for more. */
  pauseMs?: number;
  signal?: AbortSignal;
}

export interface CrawlDeps {
  fetch: Fetcher['fetch'];
  /** Reads what is no web page, such as a PDF that a page links to. */
  readFile(file: SourceFile): Promise<ReadDocument[]>;
  parsePage(page: Pick<Fetched, 'bytes' | 'charset'>): Promise<HtmlPage>;
  frontier: Frontier;
}

const longestPauseMs = 5_000;

/**
 * Reads a site page by page: what its sitemap lists and what its pages link to, below the address given and as far as
 * robots.txt (RFC 9309) allows. A page that fails is an outcome of its own and the crawl goes on.
 */
export async function* crawlSite(
  { url, depth, pauseMs = 200, signal }: CrawlOptions,
  { fetch, readFile, parsePage, frontier }: CrawlDeps,
): AsyncGenerator<{ page: SitePage; outcome: PageOutcome }> {
  const site = canonicalUrl(url);
  if (site === null) throw new UnreadableError('address-refused', url);
  const robots = await readRobots(site, fetch);
  const inSite = (addresses: readonly string[], base: string, at: number): SitePage[] =>
    addresses
      .map((address) => canonicalUrl(address, base))
      .filter((address) => address !== null && isInSite(site, address))
      .map((address) => ({ url: address as string, depth: at }));
  await frontier.add([{ url: site, depth: 0 }]);
  const sitemaps = robots.getSitemaps().length > 0 ? robots.getSitemaps() : [new URL('/sitemap.xml', site).href];
  await frontier.add(inSite(await readSitemaps(sitemaps, { fetch }), site, 0));
  const delayMs = Math.min(longestPauseMs, Math.max(pauseMs, (robots.getCrawlDelay(userAgent) ?? 0) * 1_000));

  for (let page = await frontier.next(); page !== null; page = await frontier.next()) {
    signal?.throwIfAborted();
    try {
      if (robots.isAllowed(page.url, userAgent) === false) throw new UnreadableError('robots');
      const fetched = await fetch(page.url, signal === undefined ? {} : { signal });
      if (!isInSite(site, fetched.url)) throw new UnreadableError('address-refused', new URL(fetched.url).hostname);
      const read = await readPage(fetched, { readFile, parsePage });
      if (page.depth < depth) await frontier.add(inSite(read.links, fetched.url, page.depth + 1));
      const canonical = read.canonical === null ? null : canonicalUrl(read.canonical, fetched.url);
      const self = canonicalUrl(fetched.url) ?? page.url;
      // What stands elsewhere in the site too, or only sends its reader on, is read there.
      const elsewhere = [canonical, ...(self === page.url ? [] : [self])].find(
        (address) => address !== null && address !== page.url && isInSite(site, address),
      );
      if (elsewhere !== undefined && elsewhere !== null) {
        await frontier.add([{ url: elsewhere, depth: page.depth }]);
        yield { page, outcome: { kind: 'followed' } };
      } else yield { page, outcome: { kind: 'read', documents: read.documents(page.url) } };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      yield { page, outcome: { kind: 'failed', error } };
    }
    await pause(delayMs, undefined, signal === undefined ? {} : { signal });
  }
}

/** No robots.txt, or none that can be read, allows everything. */
async function readRobots(site: string, fetch: Fetcher['fetch']): Promise<Robot> {
  const url = new URL('/robots.txt', site).href;
  try {
    const { bytes, charset } = await fetch(url);
    return robotsParser(url, decodeText(bytes.subarray(0, 500_000), charset));
  } catch (error) {
    if (error instanceof UnreadableError) return robotsParser(url, '');
    throw error;
  }
}

interface ReadPage {
  links: string[];
  canonical: string | null;
  documents(url: string): ReadDocument[];
}

async function readPage(
  fetched: Fetched,
  { readFile, parsePage }: Pick<CrawlDeps, 'readFile' | 'parsePage'>,
): Promise<ReadPage> {
  const { url, mediaType, charset, bytes } = fetched;
  if (!/html/.test(mediaType)) {
    const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) || 'file');
    const documents = await readFile({ name, mediaType, charset, bytes, url });
    return { links: [], canonical: null, documents: () => documents };
  }
  const page = await parsePage(fetched);
  const links = [...page.links, ...(page.refresh === null ? [] : [page.refresh])];
  return { links, canonical: page.canonical, documents: (key) => documentsOf(page, key) };
}

function documentsOf({ title, markdown, language }: HtmlPage, url: string): ReadDocument[] {
  if (markdown === '') throw new UnreadableError('empty');
  return partition({ key: url, url, title: title === '' ? url : title, markdown, language });
}
