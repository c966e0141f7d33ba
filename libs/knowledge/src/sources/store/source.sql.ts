import type { ArticleScope } from '@switchboard/contracts';
import type { Sql } from '@switchboard/db';

export interface NewSource {
  id: string;
  kind: 'site' | 'file';
  name: string;
  settings: object;
  syncEveryHours: number | null;
  scope: ArticleScope;
}
export const insertSource = (workspaceId: string, s: NewSource): Sql => ({
  text: `INSERT INTO source (id, workspace_id, kind, name, settings, sync_every_hours, language, audiences, products)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  values: [
    s.id,
    workspaceId,
    s.kind,
    s.name,
    JSON.stringify(s.settings),
    s.syncEveryHours,
    s.scope.language,
    s.scope.audiences,
    s.scope.products,
  ],
});
export const insertUpload = (
  workspaceId: string,
  sourceId: string,
  { name, mediaType, bytes }: { name: string; mediaType: string; bytes: Uint8Array },
): Sql => ({
  text: `INSERT INTO source_upload (source_id, workspace_id, name, media_type, bytes) VALUES ($1, $2, $3, $4, $5)`,
  values: [sourceId, workspaceId, name, mediaType, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
});
export const selectUpload = (workspaceId: string, sourceId: string): Sql => ({
  text: 'SELECT name, media_type, bytes FROM source_upload WHERE workspace_id = $1 AND source_id = $2',
  values: [workspaceId, sourceId],
});

/** Sources with what became of their items in the latest sync. */
export const selectSources = (workspaceId: string, id: string | null): Sql => ({
  text: `SELECT s.*, i.items, i.with_instructions, d.documents FROM source s
    LEFT JOIN LATERAL (SELECT jsonb_object_agg(status, n) AS items, coalesce(sum(flagged), 0)::int AS with_instructions
      FROM (SELECT status, count(*)::int AS n, (count(*) FILTER (WHERE has_instructions))::int AS flagged
        FROM source_item WHERE source_id = s.id AND run = s.run GROUP BY status) counted) i ON true
    LEFT JOIN LATERAL (SELECT count(*)::int AS documents FROM document WHERE source_id = s.id) d ON true
    WHERE s.workspace_id = $1 AND ($2::uuid IS NULL OR s.id = $2) ORDER BY s.created_at DESC, s.id`,
  values: [workspaceId, id],
});
export const updateSchedule = (workspaceId: string, id: string, syncEveryHours: number | null): Sql => ({
  text: `UPDATE source SET sync_every_hours = $3::int,
      next_sync_at = coalesce(last_synced_at, now()) + $3::int * interval '1 hour' WHERE workspace_id = $1 AND id = $2 RETURNING id`,
  values: [workspaceId, id, syncEveryHours],
});
export const updateScope = (workspaceId: string, id: string, { language, audiences, products }: ArticleScope): Sql => ({
  text: `UPDATE source SET language = $3, audiences = $4, products = $5 WHERE workspace_id = $1 AND id = $2 RETURNING id`,
  values: [workspaceId, id, language, audiences, products],
});
/** What a source has already brought follows at once; the next sync looks at each article again. */
export const updateScopeOfDocuments = (
  workspaceId: string,
  sourceId: string,
  { language, audiences, products }: ArticleScope,
): Sql => ({
  text: `UPDATE document SET language = coalesce($3, language), audiences = $4, products = $5, content_hash = ''
    WHERE workspace_id = $1 AND source_id = $2`,
  values: [workspaceId, sourceId, language, audiences, products],
});
/** One that is being read already goes on as it is. */
export const requestSync = (workspaceId: string, id: string): Sql => ({
  text: `UPDATE source SET status = CASE status WHEN 'syncing' THEN status ELSE 'waiting' END
    WHERE workspace_id = $1 AND id = $2 RETURNING id`,
  values: [workspaceId, id],
});
export const deleteSource = (workspaceId: string, id: string): Sql => ({
  text: 'DELETE FROM source WHERE workspace_id = $1 AND id = $2 RETURNING id',
  values: [workspaceId, id],
});
export const selectItems = (
  workspaceId: string,
  id: string,
  { offset, limit }: { offset: number; limit: number },
): Sql => ({
  text: `SELECT i.*, d.id AS document_id FROM source_item i JOIN source s ON s.id = i.source_id
    LEFT JOIN LATERAL (SELECT id FROM document WHERE source_id = i.source_id AND source_key = i.key ORDER BY slug LIMIT 1) d ON true
    WHERE i.workspace_id = $1 AND i.source_id = $2 AND i.run = s.run
    ORDER BY i.status <> 'failed', NOT i.has_instructions, i.status = 'skipped', i.depth, i.position OFFSET $3 LIMIT $4`,
  values: [workspaceId, id, offset, limit],
});

/** The next source that is asked for, due, or left behind by a process that is gone. */
export const claimSource = (owner: string, leaseMs: number): Sql => ({
  text: `UPDATE source SET status = 'syncing', run = run + CASE status WHEN 'syncing' THEN 0 ELSE 1 END, lease_owner = $1,
      lease_until = now() + $2 * interval '1 millisecond', reason = NULL, detail = ''
    WHERE id = (SELECT id FROM source WHERE status = 'waiting' OR (status = 'syncing' AND lease_until <= now())
        OR (status IN ('ready', 'failed') AND next_sync_at <= now())
      ORDER BY status = 'waiting' DESC, created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING *`,
  values: [owner, leaseMs],
});
export const renewLease = (sourceId: string, owner: string, leaseMs: number): Sql => ({
  text: `UPDATE source SET lease_until = now() + $3 * interval '1 millisecond'
    WHERE id = $1 AND lease_owner = $2 AND status = 'syncing' RETURNING id`,
  values: [sourceId, owner, leaseMs],
});
/** The embedded database has one process: what it left when it ended is free at once. */
export const releaseLeases = (): Sql => ({
  text: `UPDATE source SET lease_until = now() - interval '1 second' WHERE status = 'syncing'`,
  values: [],
});
export const endSync = (
  workspaceId: string,
  id: string,
  { status, reason, detail }: { status: 'ready' | 'failed'; reason: string | null; detail: string },
): Sql => ({
  text: `UPDATE source SET status = $3, reason = $4, detail = $5, lease_owner = NULL, lease_until = NULL, last_synced_at = now(),
      next_sync_at = now() + sync_every_hours * interval '1 hour' WHERE workspace_id = $1 AND id = $2`,
  values: [workspaceId, id, status, reason, detail],
});

/** What an earlier sync knew waits again; what this one knows stays as it is. As many as the limit leaves room for. */
export const addItems = (
  workspaceId: string,
  { sourceId, run }: { sourceId: string; run: number },
  items: readonly { key: string; title: string; depth: number }[],
  most: number,
): Sql => ({
  text: `INSERT INTO source_item (source_id, workspace_id, run, key, title, depth)
    SELECT $1, $2, $3, key, title, depth FROM jsonb_to_recordset($4::jsonb) AS item (key text, title text, depth int)
    WHERE NOT EXISTS (SELECT FROM source_item known WHERE known.source_id = $1 AND known.key = item.key AND known.run = $3)
    LIMIT greatest(0, $5 - (SELECT count(*) FROM source_item WHERE source_id = $1 AND run = $3))
    ON CONFLICT (source_id, key) DO UPDATE SET run = excluded.run, depth = excluded.depth, status = 'waiting', reason = NULL,
      detail = '', updated_at = now()`,
  values: [sourceId, workspaceId, run, JSON.stringify(items), most],
});
export const selectNextItem = (workspaceId: string, { sourceId, run }: { sourceId: string; run: number }): Sql => ({
  text: `SELECT key AS url, depth FROM source_item WHERE workspace_id = $1 AND source_id = $2 AND run = $3 AND status = 'waiting'
    ORDER BY depth, position LIMIT 1`,
  values: [workspaceId, sourceId, run],
});
export const selectWaiting = (workspaceId: string, { sourceId, run }: { sourceId: string; run: number }): Sql => ({
  text: `SELECT key FROM source_item WHERE workspace_id = $1 AND source_id = $2 AND run = $3 AND status = 'waiting'`,
  values: [workspaceId, sourceId, run],
});

export interface ItemOutcome {
  status: 'written' | 'unchanged' | 'skipped' | 'failed';
  title?: string;
  reason?: string;
  detail?: string;
  /** Not said for what is unchanged: it stays as it was found. */
  hasInstructions?: boolean;
}
export const updateItem = (workspaceId: string, sourceId: string, key: string, o: ItemOutcome): Sql => ({
  text: `UPDATE source_item SET status = $4, title = coalesce($5, title), reason = $6, detail = $7, has_instructions = coalesce($8, has_instructions),
      updated_at = now() WHERE workspace_id = $1 AND source_id = $2 AND key = $3`,
  values: [
    workspaceId,
    sourceId,
    key,
    o.status,
    o.title ?? null,
    o.reason ?? null,
    o.detail ?? '',
    o.hasInstructions ?? null,
  ],
});
/** Articles of an item that it no longer holds. */
export const deleteOtherDocuments = (
  workspaceId: string,
  sourceId: string,
  key: string,
  slugs: readonly string[],
): Sql => ({
  text: `DELETE FROM document WHERE workspace_id = $1 AND source_id = $2 AND source_key = $3 AND slug <> ALL ($4)`,
  values: [workspaceId, sourceId, key, slugs],
});
/** Articles of items that the latest sync did not find, was told not to read, or found gone. */
export const deleteVanished = (workspaceId: string, { sourceId, run }: { sourceId: string; run: number }): Sql => ({
  text: `DELETE FROM document d USING source_item i WHERE d.workspace_id = $1 AND d.source_id = $2 AND i.source_id = d.source_id
    AND i.key = d.source_key AND (i.run < $3 OR i.status = 'skipped'
      OR (i.status = 'failed' AND (i.reason IN ('robots', 'empty') OR (i.reason = 'http-error' AND i.detail IN ('404', '410')))))`,
  values: [workspaceId, sourceId, run],
});
export const deleteOldItems = (workspaceId: string, { sourceId, run }: { sourceId: string; run: number }): Sql => ({
  text: 'DELETE FROM source_item WHERE workspace_id = $1 AND source_id = $2 AND run < $3',
  values: [workspaceId, sourceId, run],
});
