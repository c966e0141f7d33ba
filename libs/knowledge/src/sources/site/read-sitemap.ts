import { gunzipSync } from 'node:zlib';
import { parseHTML } from 'linkedom';
import type { Fetcher } from '../fetch/open-fetcher';
import { UnreadableError } from '../reader';

const mostSitemaps = 30;
const mostBytes = 50 * 1024 * 1024;

/** Addresses that a site lists itself (sitemaps.org), through indexes and compressed files; none where it has no list. */
export async function readSitemaps(starts: readonly string[], { fetch }: Pick<Fetcher, 'fetch'>): Promise<string[]> {
  const waiting = [...starts];
  const read = new Set<string>();
  const pages = new Set<string>();
  for (let url = waiting.shift(); url !== undefined && read.size < mostSitemaps; url = waiting.shift()) {
    if (read.has(url)) continue;
    read.add(url);
    const xml = await fetchXml(url, fetch);
    const { document } = parseHTML(`<html><body>${xml.replace(/<\?xml[^>]*\?>/, '')}</body></html>`);
    const addresses = (selector: string): string[] =>
      [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim() ?? '');
    waiting.push(...addresses('sitemap > loc'));
    addresses('url > loc').forEach((page) => pages.add(page));
  }
  return [...pages];
}

async function fetchXml(url: string, fetch: Fetcher['fetch']): Promise<string> {
  try {
    const { bytes } = await fetch(url);
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return new TextDecoder().decode(isPacked ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes);
  } catch (error) {
    if (error instanceof UnreadableError || error instanceof RangeError) return '';
    throw error;
  }
}
