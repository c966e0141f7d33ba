import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

export const sessionsOperations: Operation[] = [
  {
    method: 'post',
    path: '/v1/widget/sessions',
    summary: 'Open or continue a visitor’s session',
    security: 'none',
    body: contracts.widgetSessionRequestSchema,
    response: contracts.widgetSessionSchema,
  },
  {
    method: 'post',
    path: '/v1/agent/session',
    summary: 'Sign an agent in',
    security: 'none',
    body: contracts.signInSchema,
    response: contracts.agentSchema,
  },
  {
    method: 'get',
    path: '/v1/agent/session',
    summary: 'Who is signed in',
    security: 'session',
    response: contracts.agentSchema,
  },
  { method: 'delete', path: '/v1/agent/session', summary: 'Sign out', security: 'session', status: 204 },
  {
    method: 'put',
    path: '/v1/agent/password',
    summary: 'Choose a password',
    security: 'session',
    body: contracts.changePasswordSchema,
    response: contracts.agentSchema,
  },
];
