import type { Approval, CallDetail, Owner, ToolOutcome } from '@switchboard/contracts';
import type { DueApproval } from './approval-store';

export interface ApprovalRow {
  id: string;
  workspace_id: string;
  conversation_id: string;
  tool: string;
  description: string;
  arguments: Record<string, unknown>;
  details: CallDetail[];
  status: Approval['status'];
  reason: string;
  decided_by: string | null;
  decided_by_name: string | null;
  settles_at: Date | null;
  settled_at: Date | null;
  outcome: ToolOutcome | null;
  expires_at: Date;
  created_at: Date;
  visitor_id: string;
  visitor_name: string | null;
  visitor_email: string | null;
  customer_id: string | null;
  owner_kind: Owner['kind'];
  owner_agent_id: string | null;
  agent_name: string | null;
  question: string | null;
}

export function toApproval(row: ApprovalRow): Approval {
  const { owner_kind: kind } = row;
  return {
    id: row.id,
    conversationId: row.conversation_id,
    visitor: {
      id: row.visitor_id,
      name: row.visitor_name,
      email: row.visitor_email,
      customerId: row.customer_id,
    },
    owner: kind === 'agent' ? { kind, agentId: row.owner_agent_id ?? '', name: row.agent_name ?? '' } : { kind },
    question: row.question ?? '',
    tool: row.tool,
    description: row.description,
    details: row.details,
    status: row.status,
    reason: row.reason,
    decidedBy: row.decided_by_name,
    settlesAt: row.settles_at?.toISOString() ?? null,
    outcome: row.outcome,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
  };
}

const works = { approved: 'run', running: 'interrupted', declined: 'decline', pending: 'expire' } as const;

export function toDueApproval(row: ApprovalRow & { was: keyof typeof works }): DueApproval {
  const approval = { ...toApproval(row), workspaceId: row.workspace_id };
  return { approval, arguments: row.arguments, work: works[row.was] };
}
