import type {
  Approval,
  ApprovalList,
  Connection,
  ConnectionList,
  DecideApproval,
  ListedTool,
  OpenApiPreview,
  ToolList,
  ToolRequest,
  ToolRequestList,
  ToolRule,
} from '@switchboard/contracts';
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

export const listConnections = async (): Promise<Connection[]> =>
  (await request<ConnectionList>('GET', '/v1/tool-connections')).items;
export const previewOpenApi = (from: { document: string } | { url: string }): Promise<OpenApiPreview> =>
  request('POST', '/v1/tool-connections/preview', from);
export const saveConnection = (connection: object): Promise<Connection> =>
  request('POST', '/v1/tool-connections', connection);
export const removeConnection = (name: string): Promise<void> =>
  request('DELETE', `/v1/tool-connections/${encodeURIComponent(name)}`);
export const listToolRequests = async (): Promise<ToolRequest[]> =>
  (await request<ToolRequestList>('GET', '/v1/tool-requests?limit=20')).items;
