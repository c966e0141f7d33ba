/** Parameters that name the reader's way or session and never the page. */
const trackingParameter = /^(utm_\w+|fbclid|gclid|mc_[ce]id|ref|sid|session(id)?|phpsessid|jsessionid)$/i;
const longestUrl = 1_000;
const deepestPath = 12;
/** The same folder name so many times in one path is a site that links into itself. */
const repeatsOfLoop = 3;

/** One address for one page: no fragment, no tracking, parameters in order. Null for what is no web page. */
export function canonicalUrl(href: string, base?: string): string | null {
  try {
    const url = new URL(href, base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    url.hash = '';
    url.username = '';
    url.password = '';
    for (const name of [...url.searchParams.keys()]) if (trackingParameter.test(name)) url.searchParams.delete(name);
    url.searchParams.sort();
    url.pathname = url.pathname
      .replace(/;jsessionid=[^/]*/i, '')
      .replace(/\/(index|default)\.(html?|php|aspx?)$/i, '/');
    return url.href;
  } catch {
    return null;
  }
}

/** Does a page belong to a site? Same origin, at or below the folder that the site's address names. */
export function isInSite(site: string, page: string): boolean {
  const [start, url] = [new URL(site), new URL(page)];
  const folder = start.pathname.replace(/[^/]*$/, '');
  return url.origin === start.origin && url.pathname.startsWith(folder) && !looksEndless(url);
}

function looksEndless({ href, pathname }: URL): boolean {
  const folders = pathname.split('/').filter((part) => part !== '');
  const counts = new Map<string, number>();
  for (const folder of folders) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return href.length > longestUrl || folders.length > deepestPath || Math.max(0, ...counts.values()) >= repeatsOfLoop;
}
