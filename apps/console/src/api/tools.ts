import type { Approval, ApprovalList, DecideApproval, ListedTool, ToolList, ToolRule } from '@switchboard/contracts';
import { request } from './request';

export const listApprovals = async (open: boolean): Promise<Approval[]> =>
  (await request<ApprovalList>('GET', `/v1/approvals?open=${open}`)).items;
export const listConversationApprovals = async (conversationId: string): Promise<Approval[]> =>
  (await request<ApprovalList>('GET', `/v1/approvals?conversationId=${conversationId}&limit=100`)).items;
export const decideApproval = (id: string, decision: DecideApproval): Promise<Approval> =>
  request('POST', `/v1/approvals/${id}/decide`, decision);
export const undoApproval = (id: string): Promise<Approval> => request('POST', `/v1/approvals/${id}/undo`);

export const listTools = async (): Promise<ListedTool[]> => (await request<ToolList>('GET', '/v1/tools')).items;
export const setToolRule = (name: string, rule: ToolRule): Promise<ListedTool> =>
  request('PUT', `/v1/tools/${encodeURIComponent(name)}/rule`, { rule });
