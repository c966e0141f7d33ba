import type { Queryable } from '@switchboard/db';
import { lockConversation as lockConversationSql } from './conversation.sql';
import type { ConversationRow } from './conversation-row';
import { ConversationNotFoundError } from './errors';

/** Locks the conversation's row until the transaction ends. Throws ConversationNotFoundError. */
export async function lockConversation(
  tx: Queryable,
  workspaceId: string,
  conversationId: string,
): Promise<ConversationRow> {
  const [row] = await tx.query<ConversationRow>(lockConversationSql(workspaceId, conversationId));
  if (row === undefined) throw new ConversationNotFoundError(conversationId);
  return row;
}
