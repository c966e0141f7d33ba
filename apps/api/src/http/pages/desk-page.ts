import { escapeHtml } from '@switchboard/contracts/render-article';
import type { PageContent, PageReader } from './page';
import { pageWords } from './page-words';

/** A page to try a workspace's desk on: what it is there for, things to ask, and the widget. */
export async function deskPage({ workspace, language }: PageReader): Promise<PageContent> {
  const words = pageWords[language];
  const { greeting, suggestions } = workspace.welcome[language] ?? { greeting: '', suggestions: [] };
  const asks = suggestions.map((ask) => `<li>${escapeHtml(ask)}</li>`).join('');
  const list = asks === '' ? '' : `<h2>${words.tryIt}</h2><ul>${asks}</ul>`;
  const html = `<h1>${escapeHtml(workspace.name)}</h1><p>${escapeHtml(greeting)}</p>${list}<p class="trial">${words.trial}</p>`;
  return { title: words.help, html };
}
