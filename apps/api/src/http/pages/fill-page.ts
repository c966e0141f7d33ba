import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InterfaceLanguage } from '@switchboard/contracts';
import { escapeHtml } from '@switchboard/contracts/render-article';
import type { Workspace } from '@switchboard/workspace';
import { type PageContent, helpHref } from './page';
import { pageWords } from './page-words';

export interface FillPage extends PageContent {
  workspace: Workspace | null;
  language: InterfaceLanguage;
}

/** Where a workspace's widget can be tried. */
export const homeOf = (slug: string): string => (slug === 'demo' ? '/' : `/desks/${encodeURIComponent(slug)}`);

/** The page around the content, with the workspace's name and widget. */
export function fillPage(widget: string, { workspace, language, title, html }: FillPage): string {
  const { slug, name } = workspace ?? { slug: '', name: 'Switchboard' };
  const words = pageWords[language];
  const script = `<script src="/widget.js" data-workspace="${escapeHtml(slug)}" data-lang="${language}" async></script>`;
  const values: Record<string, string> = {
    lang: language,
    title: escapeHtml(title),
    company: escapeHtml(name),
    home: slug === '' ? '/' : homeOf(slug),
    nav: slug === '' ? '' : `<nav><a href="${helpHref(slug)}">${words.help}</a></nav>`,
    console: words.console,
    content: html,
    widget: slug === '' ? '' : script,
  };
  const template = readFileSync(join(widget, 'demo', 'page.html'), 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
}
