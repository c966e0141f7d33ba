import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

const rows = '/v1/dataset/rows';

export const learningOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/dataset',
    summary: 'The training data: intents, changes, latest version',
    security: 'key',
    response: contracts.datasetSummarySchema,
  },
  {
    method: 'get',
    path: rows,
    summary: 'Training rows, last added first',
    security: 'key',
    query: contracts.listRowsSchema,
    response: contracts.rowPageSchema,
  },
  {
    method: 'post',
    path: rows,
    summary: 'Add a row; with an origin, correct a visitor’s message',
    security: 'key',
    body: contracts.createRowSchema,
    response: contracts.datasetRowSchema,
    status: 201,
  },
  {
    method: 'put',
    path: `${rows}/{id}`,
    summary: 'Put another row in a row’s place',
    security: 'key',
    body: contracts.replaceRowSchema,
    response: contracts.datasetRowSchema,
  },
  { method: 'delete', path: `${rows}/{id}`, summary: 'Remove a row', security: 'key', status: 204 },
  {
    method: 'post',
    path: `${rows}/{id}/restore`,
    summary: 'Take a removal back, until the next version',
    security: 'key',
    response: contracts.datasetRowSchema,
  },
  {
    method: 'post',
    path: '/v1/dataset/import',
    summary: 'Add the rows of a file, CSV or JSON lines, sent as the body; all of them or, with a bad one, none',
    security: 'key',
    query: contracts.importRowsSchema,
    response: contracts.importReportSchema,
  },
  {
    method: 'get',
    path: '/v1/dataset/versions',
    summary: 'Versions, newest first',
    security: 'key',
    response: contracts.versionListSchema,
  },
  {
    method: 'post',
    path: '/v1/dataset/versions',
    summary: 'Make the rows as they are a version',
    security: 'key',
    body: contracts.sealDatasetSchema,
    response: contracts.datasetVersionSchema,
    status: 201,
  },
];
