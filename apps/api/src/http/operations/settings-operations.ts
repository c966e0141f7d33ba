import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

export const settingsOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/settings/company',
    summary: 'What the workspace is to its visitors: name, greeting, hours',
    security: 'key',
    response: contracts.storedCompanySchema,
  },
  {
    method: 'put',
    path: '/v1/settings/company',
    summary: 'Set name, greeting and hours, as a lead',
    security: 'session',
    body: contracts.saveCompanySchema,
    response: contracts.storedCompanySchema,
  },
  {
    method: 'get',
    path: '/v1/settings/ai',
    summary: 'What large models may do and say, and what they may cost',
    security: 'key',
    response: contracts.storedAiSettingsSchema,
  },
  {
    method: 'put',
    path: '/v1/settings/ai',
    summary: 'Set what large models may do and say',
    security: 'session',
    body: contracts.saveAiSettingsSchema,
    response: contracts.storedAiSettingsSchema,
  },
];
