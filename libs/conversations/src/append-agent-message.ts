import type { Database } from '@switchboard/db';
import { appendMessage } from './append-message';
import type { ConversationStore } from './conversation-store';
import { NotOwnerError } from './errors';
import { lockConversation } from './lock-conversation';
import { type MessageRow, toMessage } from './message-row';
import { selectMessageByClientId } from './message.sql';

/** A person's reply; only the agent who holds the conversation may write one. */
export function appendAgentMessage(database: Database): ConversationStore['appendAgentMessage'] {
  return (workspaceId, conversationId, { clientId, text, agentId }) =>
    database.transaction(async (tx) => {
      const locked = await lockConversation(tx, workspaceId, conversationId);
      const [known] = await tx.query<MessageRow>(selectMessageByClientId(conversationId, clientId));
      if (known !== undefined) return { message: toMessage(known), repeated: true, deliveries: [] };
      if (locked.owner_agent_id !== agentId)
        throw new NotOwnerError(conversationId, locked.agent_name ?? locked.owner_kind);
      const author = { kind: 'agent', agentId, name: locked.agent_name ?? '' } as const;
      const appended = await appendMessage(tx, locked, { clientId, author, text });
      if (appended === null) throw new Error('an unguarded message is always appended');
      return { message: appended.message, repeated: false, deliveries: [appended.delivery] };
    });
}
