import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

export const healthOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/status',
    summary: 'Figures of the running process',
    security: 'key',
    response: contracts.statusSchema,
  },
  { method: 'get', path: '/health/live', summary: 'The process runs', security: 'none' },
  {
    method: 'get',
    path: '/health/ready',
    summary: 'The desk can serve, or why not',
    security: 'none',
    response: contracts.readinessSchema,
  },
];
