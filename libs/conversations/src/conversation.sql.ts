import type { Sql } from '@switchboard/db';

const columns = `c.id, c.workspace_id, c.visitor_id, v.name AS visitor_name, v.email AS visitor_email,
  v.audience AS visitor_audience, v.product AS visitor_product, v.customer_id, a.name AS agent_name,
  c.status, c.owner_kind, c.owner_agent_id, c.epoch, c.last_seq, c.language, c.failures,
  c.last_author_kind, c.last_text, c.last_at, c.waiting_since, c.marks, c.created_at, c.updated_at,
  (SELECT count(*)::int FROM tool_approval p WHERE p.conversation_id = c.id AND p.status = 'pending') AS approvals`;
const tables = `conversation c JOIN visitor v ON v.id = c.visitor_id LEFT JOIN agent a ON a.id = c.owner_agent_id`;

export interface VisitorProfile {
  name?: string | undefined;
  email?: string | undefined;
  audience?: string | undefined;
  product?: string | undefined;
  /** Who it is in the company's own system; one visitor for each. */
  customerId?: string | undefined;
}
/** A customer who is known already stays the same visitor, with what is said of them now. */
export const insertVisitor = (id: string, workspaceId: string, v: VisitorProfile): Sql => ({
  text: `INSERT INTO visitor (id, workspace_id, name, email, audience, product, customer_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (workspace_id, customer_id) DO UPDATE SET name = excluded.name, email = excluded.email,
      audience = excluded.audience, product = excluded.product
    RETURNING id`,
  values: [
    ...[id, workspaceId, v.name ?? null, v.email ?? null, v.audience ?? null, v.product ?? null],
    v.customerId ?? null,
  ],
});

export const insertConversation = (id: string, workspaceId: string, visitorId: string, language: string): Sql => ({
  text: 'INSERT INTO conversation (id, workspace_id, visitor_id, language) VALUES ($1, $2, $3, $4)',
  values: [id, workspaceId, visitorId, language],
});

export const selectOpenConversationOf = (visitorId: string): Sql => ({
  text: `SELECT ${columns} FROM ${tables} WHERE c.visitor_id = $1 AND c.status = 'open'
    ORDER BY c.created_at DESC, c.id LIMIT 1`,
  values: [visitorId],
});

export const selectConversation = (workspaceId: string, id: string): Sql => ({
  text: `SELECT ${columns} FROM ${tables} WHERE c.workspace_id = $1 AND c.id = $2`,
  values: [workspaceId, id],
});

/** Every writer takes this lock first: it orders the messages of a conversation. */
export const lockConversation = (workspaceId: string, id: string): Sql => ({
  text: `SELECT ${columns} FROM ${tables} WHERE c.workspace_id = $1 AND c.id = $2 FOR UPDATE OF c`,
  values: [workspaceId, id],
});

export const updateMarks = (id: string, marks: readonly string[]): Sql => ({
  text: 'UPDATE conversation SET marks = $2::text[] WHERE id = $1',
  values: [id, marks],
});

export interface ConversationFilter {
  status?: string;
  holder?: string;
  agentId?: string;
  search?: string;
  after?: { at: string; id: string };
  limit: number;
}

/** Newest first; `cursor_at` keeps the microseconds that a JavaScript date loses. */
export const selectConversations = (workspaceId: string, filter: ConversationFilter): Sql => ({
  text: `SELECT ${columns}, to_char(c.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS cursor_at
    FROM ${tables}
    WHERE c.workspace_id = $1
      AND ($2::text IS NULL OR c.status = $2)
      AND ($3::text IS NULL OR c.owner_kind = $3)
      AND ($4::uuid IS NULL OR c.owner_agent_id = $4)
      AND ($5::text IS NULL OR v.name ILIKE $5 OR v.email ILIKE $5 OR c.last_text ILIKE $5)
      AND ($6::timestamptz IS NULL OR (c.updated_at, c.id) < ($6::timestamptz, $7::uuid))
    ORDER BY c.updated_at DESC, c.id DESC
    LIMIT $8`,
  values: [
    workspaceId,
    filter.status ?? null,
    filter.holder ?? null,
    filter.agentId ?? null,
    filter.search === undefined ? null : `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`,
    filter.after?.at ?? null,
    filter.after?.id ?? null,
    filter.limit,
  ],
});

export const selectQueuePlace = (workspaceId: string, id: string): Sql => ({
  text: `SELECT count(*)::int AS place FROM conversation q JOIN conversation mine ON mine.id = $2
    WHERE q.workspace_id = $1 AND mine.workspace_id = $1 AND mine.owner_kind = 'queue' AND q.owner_kind = 'queue'
      AND (q.waiting_since, q.id) <= (mine.waiting_since, mine.id)`,
  values: [workspaceId, id],
});

export const countQueue = (workspaceId: string): Sql => ({
  text: `SELECT count(*)::int AS waiting FROM conversation WHERE workspace_id = $1 AND owner_kind = 'queue'`,
  values: [workspaceId],
});

export const selectAgentName = (workspaceId: string, agentId: string): Sql => ({
  text: 'SELECT name FROM agent WHERE workspace_id = $1 AND id = $2',
  values: [workspaceId, agentId],
});

/** Columns of a conversation under a prefix-free list, for statements that join it themselves. */
export const conversationColumns = columns;
export const conversationTables = tables;
