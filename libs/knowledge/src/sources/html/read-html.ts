import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { type Reader, UnreadableError } from '../reader';
import { decodeText } from '../text/decode-text';
import { languageOf } from '../text/language-of';
import { nameWithoutExtension } from '../markdown/read-markdown';
import { htmlToMarkdown } from './html-to-markdown';

export interface HtmlPage {
  title: string;
  markdown: string;
  language: string | null;
  /** As the page names it, not yet resolved. */
  canonical: string | null;
  /** Addresses of its links, as they stand. */
  links: string[];
  /** Another address that the page sends its reader to at once. */
  refresh: string | null;
}

const boilerplate =
  'script,style,noscript,template,iframe,svg,form,nav,footer,aside,[role=navigation],[role=banner],[role=contentinfo],[aria-hidden=true],.breadcrumb,.breadcrumbs,.cookie-banner';

/** Nobody writes more by hand; a parser would stop everybody else for as long. */
const longestPage = 3_000_000;
/** Readability is a good judge of long articles; a short one it may cut down: then the page's own main part is taken. */
const shareToTrust = 0.6;

export const readHtml: Reader = async ({ name, charset, bytes, url }) => {
  const page = parsePage(decodeText(bytes, charset));
  if (page.markdown === '') throw new UnreadableError('empty');
  return [
    {
      key: url ?? name,
      url,
      title: page.title === '' ? nameWithoutExtension(name) : page.title,
      markdown: page.markdown,
      language: page.language,
    },
  ];
};

/** A page's article without what surrounds it (menus, banners, forms), and where it leads. Throws UnreadableError when it is endless. */
export function parsePage(html: string): HtmlPage {
  if (html.length > longestPage) throw new UnreadableError('too-large', String(longestPage / 1e6));
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`);
  const attribute = (selector: string, name: string): string | null =>
    document.querySelector(selector)?.getAttribute(name)?.trim() || null;
  const links = [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? '');
  const canonical = attribute('link[rel=canonical]', 'href');
  const refresh = /url\s*=\s*["']?([^"';]+)/i.exec(attribute('meta[http-equiv=refresh i]', 'content') ?? '')?.[1];
  const declared = attribute('html', 'lang');
  const heading = document.querySelector('main h1, article h1, h1')?.textContent?.trim() ?? '';
  const title = (heading || document.title).replace(/\s+/g, ' ').trim();
  const markdown = withoutTitle(htmlToMarkdown(articleOf(html)), title);
  return { title, markdown, language: languageOf(markdown, declared), canonical, links, refresh: refresh ?? null };
}

function articleOf(html: string): string {
  const whole = /<body[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  const { document } = parseHTML(whole);
  const main =
    document.querySelector('main, [role=main]') ?? single(document.querySelectorAll('article')) ?? document.body;
  main.querySelectorAll(boilerplate).forEach((element: { remove(): void }) => element.remove());
  const content = new Readability(parseHTML(whole).document as unknown as ReadableDocument, {
    charThreshold: 100,
  }).parse();
  const kept = content?.textContent?.trim().length ?? 0;
  const there = main.textContent?.replace(/\s+/g, ' ').trim().length ?? 0;
  return kept >= there * shareToTrust && content?.content ? content.content : main.innerHTML;
}

type ReadableDocument = ConstructorParameters<typeof Readability>[0];
const single = <T>(items: ArrayLike<T>): T | null => (items.length === 1 ? (items[0] ?? null) : null);

/** The title stands above the article anyway. */
function withoutTitle(markdown: string, title: string): string {
  const [first = '', ...rest] = markdown.split('\n');
  return /^#{1,2} /.test(first) && first.replace(/^#+ /, '').trim() === title ? rest.join('\n').trim() : markdown;
}
