import type { ConversationLabel } from '@switchboard/contracts';
import type { Database, Sql } from '@switchboard/db';
import { ConversationNotFoundError } from '../errors';

const selectLabels = (workspaceId: string, conversationId: string): Sql => ({
  text: `SELECT kind, label FROM conversation_label WHERE workspace_id = $1 AND conversation_id = $2 ORDER BY created_at, label`,
  values: [workspaceId, conversationId],
});
const lockConversation = (workspaceId: string, conversationId: string): Sql => ({
  text: 'SELECT id FROM conversation WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
  values: [workspaceId, conversationId],
});
const deleteOthers = (workspaceId: string, conversationId: string, labels: readonly ConversationLabel[]): Sql => ({
  text: `DELETE FROM conversation_label WHERE workspace_id = $1 AND conversation_id = $2
    AND NOT (kind || ' ' || label = ANY ($3::text[]))`,
  values: [workspaceId, conversationId, labels.map(({ kind, label }) => `${kind} ${label}`)],
});
const insertLabels = (
  workspaceId: string,
  conversationId: string,
  labels: readonly ConversationLabel[],
  agentId: string | null,
): Sql => ({
  text: `INSERT INTO conversation_label (conversation_id, workspace_id, kind, label, agent_id)
    SELECT $1, $2, kind, label, $5 FROM unnest($3::text[], $4::text[]) AS given (kind, label)
    ON CONFLICT (conversation_id, kind, label) DO NOTHING`,
  values: [conversationId, workspaceId, labels.map(({ kind }) => kind), labels.map(({ label }) => label), agentId],
});

/** What people say a conversation is about or is like. */
export function createLabelStore(database: Database) {
  return {
    listLabels: (workspaceId: string, conversationId: string): Promise<ConversationLabel[]> =>
      database.query<ConversationLabel>(selectLabels(workspaceId, conversationId)),
    /** These and no others. Throws ConversationNotFoundError. */
    setLabels: (
      workspaceId: string,
      conversationId: string,
      labels: readonly ConversationLabel[],
      agentId: string | null,
    ): Promise<ConversationLabel[]> =>
      database.transaction(async (tx) => {
        const locked = await tx.query(lockConversation(workspaceId, conversationId));
        if (locked.length === 0) throw new ConversationNotFoundError(conversationId);
        await tx.query(deleteOthers(workspaceId, conversationId, labels));
        await tx.query(insertLabels(workspaceId, conversationId, labels, agentId));
        return tx.query<ConversationLabel>(selectLabels(workspaceId, conversationId));
      }),
  };
}

export type LabelStore = ReturnType<typeof createLabelStore>;
