import { randomUUID } from 'node:crypto';
import type { KnowledgeDocument, SaveArticle } from '@switchboard/contracts';
import { DocumentNotFoundError, type KnowledgeStore } from './create-knowledge-store';
import { ingestDocument } from './ingest-document';
import type { PassageEncoder } from './make-passages';
import { slugOf } from './sources/sync/slug-of';

/** Somebody else has saved the article since it was opened. */
export class ArticleChangedError extends Error {
  readonly code = 'article-changed';
  constructor(readonly document: string) {
    super('somebody else has saved this article since you opened it; load it again to see their version');
  }
}

export interface ArticleDeps {
  store: KnowledgeStore;
  encoder: PassageEncoder;
}

/**
 * Writes an article of one's own, new without an id; searches find it as soon as this resolves. It keeps its address
 * over every edit. Throws DocumentNotFoundError, for a source's article too, and ArticleChangedError.
 */
export async function saveArticle(
  workspaceId: string,
  id: string | null,
  { basedOn, ...article }: SaveArticle,
  { store, encoder }: ArticleDeps,
): Promise<KnowledgeDocument> {
  const known = id === null ? null : await store.readDocument(workspaceId, id);
  if (known !== null && known.sourceId !== null) throw new DocumentNotFoundError(known.id);
  if (known !== null && basedOn !== undefined && basedOn !== known.updatedAt) throw new ArticleChangedError(known.id);
  const slug = known?.slug ?? slugOf(article.title, randomUUID());
  const input = { ...article, source: 'article', slug, summary: summaryOf(article.markdown) };
  await ingestDocument(workspaceId, input, { store, encoder });
  return store.readDocumentBySlug(workspaceId, slug);
}

const summaryCharacters = 160;

/** The first paragraph that is none of a heading, list or table. */
function summaryOf(markdown: string): string {
  const paragraph = markdown.split(/\n{2,}/).find((block) => /^\s*[\p{L}\p{N}]/u.test(block)) ?? '';
  const plain = paragraph
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= summaryCharacters ? plain : `${plain.slice(0, summaryCharacters - 1)}…`;
}
