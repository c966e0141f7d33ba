import type { Conversation, InterfaceLanguage, Owner } from '@switchboard/contracts';

/** Columns of `conversation` that change together with a message. */
export interface ConversationState {
  status: 'open' | 'resolved';
  owner_kind: 'bot' | 'queue' | 'agent';
  owner_agent_id: string | null;
  epoch: number;
  failures: number;
}

export interface ConversationRow extends ConversationState {
  id: string;
  workspace_id: string;
  visitor_id: string;
  visitor_name: string | null;
  visitor_email: string | null;
  visitor_audience: string | null;
  visitor_product: string | null;
  customer_id: string | null;
  agent_name: string | null;
  last_seq: number;
  language: InterfaceLanguage;
  last_author_kind: 'visitor' | 'bot' | 'agent' | 'system' | null;
  last_text: string | null;
  last_at: Date | null;
  waiting_since: Date | null;
  marks: string[];
  approvals: number;
  created_at: Date;
  updated_at: Date;
}

export function toConversation(row: ConversationRow): Conversation {
  const { last_author_kind: authorKind, last_text: text, last_at: at } = row;
  return {
    id: row.id,
    visitor: {
      id: row.visitor_id,
      name: row.visitor_name,
      email: row.visitor_email,
      audience: row.visitor_audience,
      product: row.visitor_product,
      customerId: row.customer_id,
    },
    status: row.status,
    owner: toOwner(row),
    epoch: row.epoch,
    lastSeq: row.last_seq,
    lastMessage:
      authorKind === null || text === null || at === null ? null : { authorKind, text, at: at.toISOString() },
    language: row.language,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    marks: row.marks,
    approvals: row.approvals,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

function toOwner({ owner_kind: kind, owner_agent_id: agentId, agent_name: name }: ConversationRow): Owner {
  if (kind !== 'agent') return { kind };
  return { kind, agentId: agentId ?? '', name: name ?? '' };
}
