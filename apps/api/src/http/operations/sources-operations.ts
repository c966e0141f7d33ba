import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

const source = '/v1/sources/{id}';
const read = { method: 'get', security: 'key' } as const;

export const sourcesOperations: Operation[] = [
  { ...read, path: '/v1/sources', summary: 'Sources of knowledge', response: contracts.sourceListSchema },
  {
    method: 'post',
    path: '/v1/sources',
    summary: 'Take in a web site',
    security: 'key',
    body: contracts.createSourceSchema,
    response: contracts.sourceSchema,
    status: 201,
  },
  {
    method: 'post',
    path: '/v1/sources/files',
    summary: 'Take in a file: its bytes are the body',
    security: 'key',
    query: contracts.uploadSourceSchema,
    response: contracts.sourceSchema,
    status: 201,
  },
  { ...read, path: source, summary: 'One source and how far it is read', response: contracts.sourceSchema },
  {
    ...read,
    path: `${source}/items`,
    summary: 'What became of its pages or articles',
    query: contracts.listSourceItemsSchema,
    response: contracts.sourceItemPageSchema,
  },
  {
    method: 'put',
    path: source,
    summary: 'Change how often it is read again, and for whom its articles are',
    security: 'key',
    body: contracts.updateSourceSchema,
    response: contracts.sourceSchema,
  },
  {
    method: 'post',
    path: `${source}/sync`,
    summary: 'Read it again now',
    security: 'key',
    response: contracts.sourceSchema,
  },
  { method: 'delete', path: source, summary: 'Remove it with its passages', security: 'key', status: 204 },
];
