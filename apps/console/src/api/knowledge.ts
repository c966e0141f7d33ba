import type {
  ArticleScope,
  DocumentPage,
  GapList,
  GapTopic,
  KnowledgeAnswer,
  KnowledgeDocument,
  SaveArticle,
  Source,
  SourceItemPage,
  SourceList,
} from '@switchboard/contracts';
import { request, sendFile } from './request';

export const listSources = async (): Promise<Source[]> => (await request<SourceList>('GET', '/v1/sources')).items;
export const listItems = (id: string, offset: number): Promise<SourceItemPage> =>
  request('GET', `/v1/sources/${id}/items?offset=${offset}&limit=100`);
export const addSite = (
  site: { url: string; depth: number; pages: number; syncEveryHours: number | null } & ArticleScope,
): Promise<Source> => request('POST', '/v1/sources', site);
export const addFile = (file: Blob, name: string, { language, audiences, products }: ArticleScope): Promise<Source> => {
  const query = new URLSearchParams({
    name: name.slice(-200),
    ...(language === null ? {} : { language }),
    audiences: audiences.join(','),
    products: products.join(','),
  });
  return sendFile(`/v1/sources/files?${query.toString()}`, file);
};
export const syncNow = (id: string): Promise<Source> => request('POST', `/v1/sources/${id}/sync`);
export const changeSchedule = (id: string, syncEveryHours: number | null): Promise<Source> =>
  request('PUT', `/v1/sources/${id}`, { syncEveryHours });
export const changeScope = (id: string, scope: ArticleScope): Promise<Source> =>
  request('PUT', `/v1/sources/${id}`, { scope });
export const removeSource = (id: string): Promise<void> => request('DELETE', `/v1/sources/${id}`);

export const listDocuments = (search: string, offset: number): Promise<DocumentPage> =>
  request('GET', `/v1/documents?search=${encodeURIComponent(search)}&offset=${offset}&limit=100`);
export const readDocument = (id: string): Promise<KnowledgeDocument> => request('GET', `/v1/documents/${id}`);
export const saveArticle = (id: string | null, article: SaveArticle): Promise<KnowledgeDocument> =>
  id === null ? request('POST', '/v1/documents', article) : request('PUT', `/v1/documents/${id}`, article);
export const removeArticle = (id: string): Promise<void> => request('DELETE', `/v1/documents/${id}`);
export const listGaps = async (): Promise<GapTopic[]> => (await request<GapList>('GET', '/v1/gaps')).topics;
export interface Asked {
  q: string;
  audience?: string;
  product?: string;
}
export const askKnowledge = (asked: Asked): Promise<KnowledgeAnswer> =>
  request('GET', `/v1/search?${new URLSearchParams({ ...asked }).toString()}`);
