import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

const document = '/v1/documents/{id}';
const article = { security: 'key', body: contracts.saveArticleSchema, response: contracts.documentSchema } as const;

export const knowledgeOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/documents',
    summary: 'Articles, own ones first',
    security: 'key',
    query: contracts.listDocumentsSchema,
    response: contracts.documentPageSchema,
  },
  { ...article, method: 'post', path: '/v1/documents', summary: 'Write an article', status: 201 },
  {
    method: 'get',
    path: document,
    summary: 'A source of answers',
    security: 'key',
    response: contracts.documentSchema,
  },
  { ...article, method: 'put', path: document, summary: 'Change an article of one’s own' },
  { method: 'delete', path: document, summary: 'Remove an article of one’s own', security: 'key', status: 204 },
  {
    method: 'get',
    path: '/v1/search',
    summary: 'What a visitor who asks this gets from the knowledge',
    security: 'key',
    query: contracts.searchKnowledgeSchema,
    response: contracts.knowledgeAnswerSchema,
  },
];
