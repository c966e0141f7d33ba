import type { InterfaceLanguage } from '@switchboard/contracts';
import { escapeHtml } from '@switchboard/contracts/render-article';
import type { Workspace } from '@switchboard/workspace';
import type { Desk } from '../../desk';
import { pageWords } from './page-words';

export type PageDesk = Pick<Desk, 'workspaces' | 'knowledge'>;

/** Who reads which workspace's page. */
export interface PageReader {
  desk: PageDesk;
  workspace: Workspace;
  language: InterfaceLanguage;
}

/** What stands on a page: its title as text, the rest as HTML. */
export interface PageContent {
  title: string;
  html: string;
}

export const helpHref = (workspace: string, slug = ''): string =>
  `/help/${encodeURIComponent(workspace)}${slug === '' ? '' : `/${encodeURIComponent(slug)}`}`;

export function notFound(workspace: Workspace | null, language: InterfaceLanguage): PageContent {
  const words = pageWords[language];
  const way = workspace === null ? '' : `<p><a href="${helpHref(workspace.slug)}">${words.allArticles}</a></p>`;
  return { title: words.notFound, html: `<h1>${escapeHtml(words.notFound)}</h1>${way}` };
}
