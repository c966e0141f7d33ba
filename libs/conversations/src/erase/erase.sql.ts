import type { Sql } from '@switchboard/db';

/** By id, address or customer id; held, so that no conversation begins meanwhile. */
export const selectVisitors = (workspaceId: string, contact: string): Sql => ({
  text: `SELECT id, name, email FROM visitor
    WHERE workspace_id = $1 AND (id::text = lower($2) OR lower(email) = lower($2) OR customer_id = $2) ORDER BY created_at FOR UPDATE`,
  values: [workspaceId, contact],
});

export const selectConversations = (workspaceId: string, visitorIds: readonly string[]): Sql => ({
  text: `SELECT id, last_seq AS messages FROM conversation WHERE workspace_id = $1 AND visitor_id = ANY($2) FOR UPDATE`,
  values: [workspaceId, visitorIds],
});

/** All that belongs to a conversation goes with it: messages, turns with their traces, deliveries, calls, summaries. */
export const deleteVisitors = (workspaceId: string, visitorIds: readonly string[]): Sql => ({
  text: 'DELETE FROM visitor WHERE workspace_id = $1 AND id = ANY($2)',
  values: [workspaceId, visitorIds],
});
