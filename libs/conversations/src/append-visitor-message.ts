import type { Database, Queryable } from '@switchboard/db';
import { appendMessage, eventMessage } from './append-message';
import type { ConversationRow } from './conversation-row';
import type { ConversationStore, Delivery } from './conversation-store';
import { lockConversation } from './lock-conversation';
import { type MessageRow, toMessage } from './message-row';
import { selectMessageByClientId } from './message.sql';
import { oweTurn } from './owe-turn';

/** A visitor's words and the turn they are owed: one transaction, so that neither is ever there alone. */
export function appendVisitorMessage(database: Database): ConversationStore['appendVisitorMessage'] {
  return (workspaceId, conversationId, { clientId, text }, lease) =>
    database.transaction(async (tx) => {
      const locked = await lockConversation(tx, workspaceId, conversationId);
      const [known] = await tx.query<MessageRow>(selectMessageByClientId(conversationId, clientId));
      if (known !== undefined) return { message: toMessage(known), repeated: true, turn: null, deliveries: [] };

      const reopened = await reopen(tx, locked);
      const appended = await appendMessage(tx, reopened.row, { clientId, author: { kind: 'visitor' }, text });
      if (appended === null) throw new Error('an unguarded message is always appended');
      const turn = await oweTurn(tx, appended.row, lease);
      return {
        message: appended.message,
        repeated: false,
        turn,
        deliveries: [...reopened.deliveries, appended.delivery],
      };
    });
}

/** A visitor who writes again after the end gets the bot first, as in a new conversation. */
async function reopen(tx: Queryable, row: ConversationRow): Promise<{ row: ConversationRow; deliveries: Delivery[] }> {
  if (row.status === 'open') return { row, deliveries: [] };
  const change = {
    status: 'open',
    owner_kind: 'bot',
    owner_agent_id: null,
    agent_name: null,
    epoch: row.epoch + 1,
    failures: 0,
  } as const;
  const appended = await appendMessage(tx, row, eventMessage({ type: 'reopened' }), { change });
  if (appended === null) throw new Error('an unguarded message is always appended');
  return { row: appended.row, deliveries: [appended.delivery] };
}
