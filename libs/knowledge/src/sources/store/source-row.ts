import { type Source, type SourceItem, siteSettingsSchema } from '@switchboard/contracts';

export interface SourceRow {
  id: string;
  workspace_id: string;
  kind: Source['kind'];
  name: string;
  settings: unknown;
  status: Source['status'];
  reason: Source['reason'];
  detail: string;
  sync_every_hours: number | null;
  next_sync_at: Date | null;
  last_synced_at: Date | null;
  run: number;
  created_at: Date;
  language: string | null;
  audiences: string[];
  products: string[];
  items: Partial<Source['items']> | null;
  with_instructions: number;
  documents: number;
}

export interface ItemRow extends Pick<SourceItem, 'key' | 'title' | 'status' | 'reason' | 'detail'> {
  has_instructions: boolean;
  document_id: string | null;
  updated_at: Date;
}

const noItems = { waiting: 0, written: 0, unchanged: 0, skipped: 0, failed: 0 };

export function toSource({ id, kind, name, settings, status, reason, detail, documents, ...row }: SourceRow): Source {
  const site = siteSettingsSchema.safeParse(settings);
  return {
    id,
    kind,
    name,
    url: site.success ? site.data.url : null,
    status,
    reason,
    detail,
    syncEveryHours: row.sync_every_hours,
    lastSyncedAt: row.last_synced_at?.toISOString() ?? null,
    nextSyncAt: row.next_sync_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    scope: { language: row.language, audiences: row.audiences, products: row.products },
    items: { ...noItems, ...row.items },
    withInstructions: row.with_instructions,
    documents,
  };
}

export const toItem = ({ key, title, status, reason, detail, ...row }: ItemRow): SourceItem => ({
  key,
  title,
  status,
  reason,
  detail,
  hasInstructions: row.has_instructions,
  documentId: row.document_id,
  updatedAt: row.updated_at.toISOString(),
});
