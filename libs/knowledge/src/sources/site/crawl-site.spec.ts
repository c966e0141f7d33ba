import { gzipSync } from 'node:zlib';
import { makePdf, servePages } from '@switchboard/testing';
import { openFetcher } from '../fetch/open-fetcher';
import { readFile } from '../read-file';
import { parseInThread } from '../worker/parse-in-thread';
import { type Frontier, type SitePage, crawlSite } from './crawl-site';

type Site = Awaited<ReturnType<typeof servePages>>;

const words = (about: string) =>
  `<p>${`What we say about ${about} is written here at some length for everybody who asks. `.repeat(4)}</p>`;
const page = (title: string, links: string[] = [], head = '') =>
  `<html lang="en"><head><title>${title} – Shop</title>${head}</head><body><nav><a href="/">Home</a></nav><main><h1>${title}</h1>${words(title)}${links
    .map((link) => `<a href="${link}">more</a>`)
    .join(' ')}</main></body></html>`;

/** A frontier as the store keeps it, in memory. */
function memoryFrontier(most: number) {
  const known = new Map<string, SitePage & { outcome?: string }>();
  const frontier: Frontier = {
    async add(pages) {
      for (const item of pages) if (known.size < most && !known.has(item.url)) known.set(item.url, { ...item });
    },
    next: async () =>
      [...known.values()].filter(({ outcome }) => outcome === undefined).sort((a, b) => a.depth - b.depth)[0] ?? null,
  };
  return { known, frontier };
}

async function crawl(
  site: Site,
  { depth = 5, most = 100, path = '/', stopAfter = Infinity } = {},
  memory = memoryFrontier(most),
) {
  const fetcher = openFetcher({ isAllowed: (address) => address === '127.0.0.1', timeoutMs: 700 });
  const titles: string[] = [];
  try {
    let steps = 0;
    for await (const { page: at, outcome } of crawlSite(
      { url: site.url + path, depth, pauseMs: 0 },
      { fetch: fetcher.fetch, readFile, parsePage: parseInThread, frontier: memory.frontier },
    )) {
      const entry = memory.known.get(at.url);
      if (entry) entry.outcome = outcome.kind === 'failed' ? outcome.error.reason : outcome.kind;
      if (outcome.kind === 'read') titles.push(...outcome.documents.map(({ title }) => title));
      if (++steps >= stopAfter) break;
    }
  } finally {
    fetcher.close();
  }
  const outcomes = Object.fromEntries(
    [...memory.known.values()].map(({ url, outcome }) => [url.replace(site.url, ''), outcome]),
  );
  return { titles, outcomes, memory };
}

describe('crawling a site', () => {
  let site: Site;
  afterEach(() => site.close());

  it('reads what pages link to, as deep as it may, without menus, and says what failed', async () => {
    site = await servePages(() => ({
      '/': page('Start', ['/a#top', '/a?utm_source=x', '/gone', 'mailto:x@y.z', 'http://elsewhere.example/']),
      '/a': page('Returns', ['/b', '/guide.pdf']),
      '/b': page('Repairs', ['/c']),
      '/c': page('Too deep'),
      '/guide.pdf': (_, response) =>
        response
          .setHeader('Content-Type', 'application/pdf')
          .end(Buffer.from(makePdf(['Care for your boots with wax.']))),
    }));
    const { titles, outcomes } = await crawl(site, { depth: 2 });
    expect(titles.sort()).toEqual(['Repairs', 'Returns', 'Start', 'guide']);
    expect(outcomes).toEqual({ '/': 'read', '/a': 'read', '/gone': 'http-error', '/b': 'read', '/guide.pdf': 'read' });
  });

  it('starts from the sitemap, an index of compressed ones included, and keeps to robots.txt', async () => {
    site = await servePages((url) => ({
      '/robots.txt': `User-agent: *\nDisallow: /private\nSitemap: ${url}/index.xml`,
      '/index.xml': `<?xml version="1.0"?><sitemapindex><sitemap><loc>${url}/map.xml.gz</loc></sitemap></sitemapindex>`,
      '/map.xml.gz': (_, response) =>
        response.end(
          gzipSync(
            `<urlset><url><loc>${url}/listed</loc></url><url><loc>${url}/private/x</loc></url><url><loc>http://elsewhere.example/</loc></url></urlset>`,
          ),
        ),
      '/': page('Start'),
      '/listed': page('Listed'),
      '/private/x': page('Secret'),
    }));
    const { titles, outcomes } = await crawl(site, { depth: 0 });
    expect(titles).toEqual(['Start', 'Listed']);
    expect(outcomes).toEqual({ '/': 'read', '/listed': 'read', '/private/x': 'robots' });
    expect(site.asked).not.toContain('/private/x');
  });

  it('reads a page once, under the address it names as its own', async () => {
    site = await servePages(() => ({
      '/': page('Start', ['/old', '/print?page=returns', '/returns']),
      '/old': (_, response) => response.writeHead(301, { Location: '/returns' }).end(),
      '/print': page('Returns', [], '<link rel="canonical" href="/returns">'),
      '/returns': page('Returns', [], '<link rel="canonical" href="/returns">'),
    }));
    expect((await crawl(site)).titles).toEqual(['Start', 'Returns']);
  });

  it('ends on sites that have no end', async () => {
    let number = 0;
    site = await servePages(() => ({
      '/': page('Start', ['/cal?day=0', '/x/']),
      '/cal': (_, response) =>
        response.setHeader('Content-Type', 'text/html').end(page(`Day ${number}`, [`/cal?day=${++number}`])),
      '/x/': page('Folder', ['x/']),
      '/x/x/': page('Folder', ['x/']),
    }));
    const { outcomes, titles } = await crawl(site, { depth: 1_000, most: 30 });
    expect(titles.length).toBeLessThanOrEqual(30);
    expect(Object.keys(outcomes)).not.toContain('/x/x/x/');
  });

  it('goes on after a slow page, one in another encoding, one that leads inside, and a broken file', async () => {
    site = await servePages(() => ({
      '/': page('Start', ['/slow', '/inside', '/latin', '/broken.pdf', '/last']),
      '/slow': (_, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).write('<p>'),
      '/inside': (_, response) => response.writeHead(302, { Location: 'http://10.0.0.1/' }).end(),
      '/latin': (_, response) =>
        response
          .setHeader('Content-Type', 'text/html; charset=iso-8859-1')
          .end(
            Buffer.from(
              '<html><body><h1>Größen</h1><p>Die Größen für Stiefel stehen hier.</p></body></html>',
              'latin1',
            ),
          ),
      '/broken.pdf': (_, response) => response.setHeader('Content-Type', 'application/pdf').end('%PDF-1.4'),
      '/last': page('Last'),
    }));
    const { titles, outcomes } = await crawl(site);
    expect(titles).toEqual(['Start', 'Größen', 'Last']);
    expect(outcomes).toMatchObject({ '/slow': 'too-slow', '/inside': 'address-refused', '/broken.pdf': 'broken' });
  });

  it('goes on where it was stopped', async () => {
    site = await servePages(() => ({ '/': page('Start', ['/a', '/b']), '/a': page('One'), '/b': page('Two') }));
    const { memory } = await crawl(site, { stopAfter: 2 });
    site.asked.length = 0;
    expect((await crawl(site, {}, memory)).titles).toEqual(['Two']);
    expect(site.asked.filter((path) => !/robots|sitemap/.test(path))).toEqual(['/b']);
  });

  it('stays below the folder it was given', async () => {
    site = await servePages(() => ({
      '/help/': page('Help', ['/shop/', 'one']),
      '/help/one': page('One'),
      '/shop/': page('Shop'),
    }));
    expect((await crawl(site, { path: '/help/' })).titles).toEqual(['Help', 'One']);
  });
});
