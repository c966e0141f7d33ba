import type { Database } from '@switchboard/db';
import type { ConversationStore } from './conversation-store';
import { lockConversation } from './lock-conversation';
import { endPendingTurn } from './turn.sql';

export function stopTurn(database: Database): ConversationStore['stopTurn'] {
  return (workspaceId, conversationId) =>
    database.transaction(async (tx) => {
      await lockConversation(tx, workspaceId, conversationId);
      return (await tx.query(endPendingTurn(conversationId, 'silent'))).length > 0;
    });
}
