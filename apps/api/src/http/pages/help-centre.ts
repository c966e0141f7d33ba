import { escapeHtml, renderArticle } from '@switchboard/contracts/render-article';
import { DocumentNotFoundError } from '@switchboard/knowledge';
import { type PageContent, type PageReader, helpHref } from './page';
import { pageWords } from './page-words';

/** Every article that everybody may read, those in the reader's language first. */
export async function helpIndex({ desk, workspace, language }: PageReader): Promise<PageContent> {
  const words = pageWords[language];
  const documents = await desk.knowledge.listPublicDocuments(workspace.id, language.slice(0, 2));
  const items = documents.map(
    ({ slug, title, summary }) =>
      `<li><a href="${helpHref(workspace.slug, slug)}">${escapeHtml(title)}</a><p>${escapeHtml(summary)}</p></li>`,
  );
  const list = items.length === 0 ? `<p>${words.noArticles}</p>` : `<ul class="articles">${items.join('')}</ul>`;
  return { title: words.help, html: `<h1>${words.help}</h1>${list}` };
}

/** An article that everybody may read; null where there is none: who may not read it does not learn that it is there. */
export async function helpArticle(reader: PageReader, slug: string): Promise<PageContent | null> {
  const { desk, workspace, language } = reader;
  const document = await desk.knowledge.readPublicDocument(workspace.id, slug).catch((error: unknown) => {
    if (error instanceof DocumentNotFoundError) return null;
    throw error;
  });
  if (document === null) return null;
  const back = `<p class="back"><a href="${helpHref(workspace.slug)}">${pageWords[language].allArticles}</a></p>`;
  const { title, markdown } = document;
  return { title, html: `${back}<h1>${escapeHtml(title)}</h1>${renderArticle(markdown)}` };
}
