import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

export const languagesOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/languages',
    summary: 'The languages that the specialists answer in, and a change under way',
    security: 'key',
    response: contracts.languagesSchema,
  },
  {
    method: 'put',
    path: '/v1/languages',
    summary:
      'Change them: the desk embeds and trains in the background, answers as before meanwhile, and then switches',
    security: 'key',
    body: contracts.setLanguagesSchema,
    response: contracts.languagesSchema,
    status: 202,
  },
  {
    method: 'delete',
    path: '/v1/languages/change',
    summary: 'Give a change up; the desk stays as it is',
    security: 'key',
    response: contracts.languagesSchema,
  },
];
