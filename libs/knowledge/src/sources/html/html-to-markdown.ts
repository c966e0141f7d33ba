import { gfm } from '@joplin/turndown-plugin-gfm';
import Turndown from 'turndown';

const turndown = new Turndown({
  headingStyle: 'atx',
  codeBlockStyle: 'fenced',
  bulletListMarker: '-',
  emDelimiter: '_',
})
  .use(gfm)
  .remove(['script', 'style', 'noscript', 'iframe'])
  .addRule('pictures', { filter: 'img', replacement: () => '' });

/** An element's content as Markdown: headings, lists, tables and links kept, pictures left out. */
export function htmlToMarkdown(html: string): string {
  return turndown
    .turndown(html)
    .replace(/^(#{1,6} .*?)\s*\[[#¶§🔗]\]\([^)]*\)\s*$/gmu, '$1')
    .replace(/^(\s*(?:-|\d+\.)) {2,3}/gm, '$1 ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
