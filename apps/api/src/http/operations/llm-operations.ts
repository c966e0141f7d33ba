import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

export const llmOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/llm/calls',
    summary: 'Calls of large models, newest first; with remote=true those that left the machine',
    security: 'key',
    query: contracts.listLlmCallsSchema,
    response: contracts.llmCallPageSchema,
  },
];
