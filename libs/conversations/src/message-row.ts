import type { Author, Citation, ConversationEvent, Message, Rating } from '@switchboard/contracts';

export interface MessageRow {
  id: string;
  conversation_id: string;
  seq: number;
  client_id: string;
  author_kind: 'visitor' | 'bot' | 'agent' | 'system';
  author_agent_id: string | null;
  author_name: string | null;
  text: string;
  event: ConversationEvent | null;
  citations: Citation[];
  choices: { label: string; text: string }[];
  turn_id: string | null;
  rating?: Rating | null;
  created_at: Date;
}

export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    clientId: row.client_id,
    author: toAuthor(row),
    text: row.text,
    event: row.event,
    citations: row.citations,
    choices: row.choices,
    turnId: row.turn_id,
    rating: row.rating ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

function toAuthor({ author_kind: kind, author_agent_id: agentId, author_name: name }: MessageRow): Author {
  return kind === 'agent' ? { kind, agentId: agentId ?? '', name: name ?? '' } : { kind };
}
