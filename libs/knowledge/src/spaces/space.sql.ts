import type { Sql } from '@switchboard/db';

export interface UnfilledRecord {
  id: string;
  title: string;
  markdown: string;
  content_hash: string;
}

const isEmbedded = 'EXISTS (SELECT 1 FROM passage p WHERE p.document_id = d.id)';
const isFilled = 'EXISTS (SELECT 1 FROM passage p WHERE p.document_id = d.id AND p.space = $2)';

/** Documents that are embedded in another space and not in this one. */
export const selectUnfilled = (workspaceId: string, space: string, limit: number): Sql => ({
  text: `SELECT id, title, markdown, content_hash FROM document d
    WHERE workspace_id = $1 AND ${isEmbedded} AND NOT ${isFilled} ORDER BY id LIMIT $3`,
  values: [workspaceId, space, limit],
});

export const countFilled = (workspaceId: string, space: string): Sql => ({
  text: `SELECT count(*)::int AS total, count(*) FILTER (WHERE ${isFilled})::int AS filled
    FROM document d WHERE workspace_id = $1 AND ${isEmbedded}`,
  values: [workspaceId, space],
});

/** Locks a document as it was read; no row when it has changed since. */
export const lockUnchanged = (workspaceId: string, documentId: string, contentHash: string): Sql => ({
  text: 'SELECT id FROM document WHERE workspace_id = $1 AND id = $2 AND content_hash = $3 FOR UPDATE',
  values: [workspaceId, documentId, contentHash],
});

export const deletePassagesOf = (workspaceId: string, documentId: string, space: string): Sql => ({
  text: 'DELETE FROM passage WHERE workspace_id = $1 AND document_id = $2 AND space = $3',
  values: [workspaceId, documentId, space],
});

/** Passages of other spaces, of documents that have theirs in this one. */
export const deleteOtherSpaces = (workspaceId: string, space: string): Sql => ({
  text: `DELETE FROM passage old WHERE workspace_id = $1 AND space <> $2
    AND EXISTS (SELECT 1 FROM passage p WHERE p.document_id = old.document_id AND p.space = $2)`,
  values: [workspaceId, space],
});
