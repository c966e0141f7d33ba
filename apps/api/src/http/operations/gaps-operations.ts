import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

export const gapsOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/gaps',
    summary: 'Questions without an answer, or with one that did not help, as topics',
    security: 'key',
    query: contracts.listGapsSchema,
    response: contracts.gapListSchema,
  },
  {
    method: 'put',
    path: '/v1/conversations/{id}/messages/{seq}/rating',
    summary: 'Say whether a bot message helped',
    security: 'key',
    body: contracts.rateMessageSchema,
    status: 204,
  },
];
