import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

export const teamOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/team',
    summary: 'Who works at the console',
    security: 'session',
    response: contracts.teamSchema,
  },
  {
    method: 'post',
    path: '/v1/team',
    summary: 'Invite somebody, as a lead; the one-time password is shown this once',
    security: 'session',
    body: contracts.inviteSchema,
    response: contracts.invitedSchema,
    status: 201,
  },
  {
    method: 'post',
    path: '/v1/team/{id}/password',
    summary: 'Give somebody a new one-time password and sign them out, as a lead',
    security: 'session',
    response: contracts.invitedSchema,
  },
  {
    method: 'delete',
    path: '/v1/team/{id}',
    summary: 'Remove somebody who holds no open conversation, as a lead',
    security: 'session',
    status: 204,
  },
  {
    method: 'get',
    path: '/v1/keys',
    summary: 'The API keys that hold, without their secrets, for leads',
    security: 'session',
    response: contracts.apiKeyListSchema,
  },
  {
    method: 'post',
    path: '/v1/keys',
    summary: 'Issue an API key with scopes, as a lead; its secret is shown this once',
    security: 'session',
    body: contracts.issueKeySchema,
    response: contracts.issuedKeySchema,
    status: 201,
  },
  {
    method: 'delete',
    path: '/v1/keys/{id}',
    summary: 'Revoke an API key from the next request on, as a lead',
    security: 'session',
    status: 204,
  },
];
