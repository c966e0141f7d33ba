import type { Queryable } from '@switchboard/db';
import * as sql from './erase.sql';

export interface FoundVisitors {
  visitors: { id: string; name: string | null; email: string | null }[];
  conversationIds: string[];
  messages: number;
}

/** Everybody with this id or e-mail address, held until the transaction ends. */
export async function findVisitors(tx: Queryable, workspaceId: string, contact: string): Promise<FoundVisitors> {
  const visitors = await tx.query<FoundVisitors['visitors'][number]>(sql.selectVisitors(workspaceId, contact));
  const conversations = await tx.query<{ id: string; messages: number }>(
    sql.selectConversations(
      workspaceId,
      visitors.map(({ id }) => id),
    ),
  );
  return {
    visitors,
    conversationIds: conversations.map(({ id }) => id),
    messages: conversations.reduce((sum, { messages }) => sum + messages, 0),
  };
}

/** Removes visitors and all that hangs on their conversations. A turn that runs finds nothing to commit to. */
export async function eraseVisitors(tx: Queryable, workspaceId: string, visitorIds: readonly string[]): Promise<void> {
  await tx.query(sql.deleteVisitors(workspaceId, visitorIds));
}
