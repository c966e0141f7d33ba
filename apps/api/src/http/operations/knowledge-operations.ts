import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

export const knowledgeOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/documents/{id}',
    summary: 'A source of answers',
    security: 'key',
    response: contracts.documentSchema,
  },
];
