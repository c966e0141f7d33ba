import { randomUUID } from 'node:crypto';
import type { Author, Citation, ConversationEvent, Message } from '@switchboard/contracts';
import type { Queryable } from '@switchboard/db';
import { type ConversationRow, type ConversationState, toConversation } from './conversation-row';
import type { Delivery } from './conversation-store';
import { type BotGuard, appendMessage as appendMessageSql } from './message.sql';

export interface NewMessage {
  clientId: string;
  author: Author;
  text: string;
  event?: ConversationEvent;
  citations?: Citation[];
  choices?: { label: string; text: string }[];
  turnId?: string;
}

type AppendedRow = Pick<
  ConversationRow,
  'last_seq' | 'waiting_since' | 'last_author_kind' | 'last_text' | 'last_at' | 'updated_at'
> & {
  created_at: Date;
  outbox_id: number;
};

/** A process that dies between commit and publication loses nothing: after this time another publishes it. */
const outboxLeaseMs = 5_000;

/**
 * Appends to a conversation that the transaction has locked, and gives back the conversation as it is then. Null when
 * a guarded (bot) message came too late.
 */
export async function appendMessage(
  tx: Queryable,
  locked: ConversationRow,
  message: NewMessage,
  options: { change?: Partial<ConversationState> & { agent_name?: string | null }; guard?: BotGuard } = {},
): Promise<{ row: ConversationRow; message: Message; delivery: Delivery } | null> {
  const id = randomUUID();
  const state = { ...locked, ...options.change };
  const [appended] = await tx.query<AppendedRow>(
    appendMessageSql({
      message: { ...message, id },
      workspaceId: locked.workspace_id,
      conversationId: locked.id,
      state,
      guard: options.guard ?? null,
      outboxLeaseMs,
    }),
  );
  if (appended === undefined) return null;
  const { created_at: createdAt, outbox_id: outboxId, ...moved } = appended;
  const row: ConversationRow = { ...state, ...moved };
  const written: Message = {
    id,
    conversationId: locked.id,
    seq: row.last_seq,
    clientId: message.clientId,
    author: message.author,
    text: message.text,
    event: message.event ?? null,
    citations: message.citations ?? [],
    choices: message.choices ?? [],
    turnId: message.turnId ?? null,
    createdAt: createdAt.toISOString(),
  };
  const delivery = {
    outboxId: String(outboxId),
    workspaceId: row.workspace_id,
    message: written,
    conversation: toConversation(row),
  };
  return { row, message: written, delivery };
}

/** An event of the desk itself, under a client id of its own. */
export function eventMessage(event: ConversationEvent): NewMessage {
  return { clientId: `event-${randomUUID()}`, author: { kind: 'system' }, text: '', event };
}
