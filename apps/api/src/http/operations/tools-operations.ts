import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

export const toolsOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/tools',
    summary: 'Tools, and what the LLM agent may do with each',
    security: 'key',
    response: contracts.toolListSchema,
  },
  {
    method: 'put',
    path: '/v1/tools/{name}/rule',
    summary: 'Let the LLM agent call it, ask a person first, or not know of it',
    security: 'key',
    body: contracts.setToolRuleSchema,
    response: contracts.listedToolSchema,
  },
  {
    method: 'get',
    path: '/v1/approvals',
    summary: 'Calls that wait for a person’s decision, or were decided',
    security: 'key',
    query: contracts.listApprovalsSchema,
    response: contracts.approvalListSchema,
  },
  {
    method: 'get',
    path: '/v1/approvals/{id}',
    summary: 'One call that a person decides on',
    security: 'key',
    response: contracts.approvalSchema,
  },
  {
    method: 'post',
    path: '/v1/approvals/{id}/decide',
    summary: 'Approve or decline it; it takes effect a few seconds later',
    security: 'session',
    body: contracts.decideApprovalSchema,
    response: contracts.approvalSchema,
  },
  {
    method: 'post',
    path: '/v1/approvals/{id}/undo',
    summary: 'Take the decision back, as long as it has not taken effect',
    security: 'session',
    response: contracts.approvalSchema,
  },
];
