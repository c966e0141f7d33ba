import { Marked } from 'marked';
import { headingAnchor } from './citation-href';

/** What an article may link to: pages and mail. */
const linkProtocols = ['http:', 'https:', 'mailto:'];
/** Pictures only from where the page itself comes (the content security policy says the same) or secure sites. */
const imageProtocols = ['http:', 'https:'];

/**
 * An article's Markdown as HTML that is safe to put on a page: HTML inside it is shown as text, and a link or picture
 * whose address would run a script is shown as its text alone. One renderer for the help centre and the console.
 */
export function renderArticle(markdown: string): string {
  return renderer.parse(markdown, { async: false });
}

const renderer = new Marked({
  renderer: {
    html: ({ text }) => escapeHtml(text),
    heading({ depth, text, tokens }) {
      return `<h${depth} id="${headingAnchor(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, title, tokens }) {
      const text = this.parser.parseInline(tokens);
      if (!isSafe(href, linkProtocols)) return text;
      return `<a href="${escapeHtml(href)}"${titleAttribute(title)}>${text}</a>`;
    },
    image({ href, title, text }) {
      if (!isSafe(href, imageProtocols)) return escapeHtml(text);
      return `<img src="${escapeHtml(href)}" alt="${escapeHtml(text)}"${titleAttribute(title)}>`;
    },
  },
});

/** Parsed as a browser would: it drops line breaks and blanks that hide a scheme. */
function isSafe(href: string, protocols: readonly string[]): boolean {
  try {
    return protocols.includes(new URL(href, 'https://article.invalid').protocol);
  } catch {
    return false;
  }
}

const titleAttribute = (title: string | null | undefined): string => (title ? ` title="${escapeHtml(title)}"` : '');

/** Text as it may stand in HTML, between tags and inside quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
