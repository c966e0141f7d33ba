import { randomUUID } from 'node:crypto';
import type { ArticleScope, SiteSettings, Source, SourceItemPage, UnreadableReason } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import type { SitePage } from '../site/crawl-site';
import * as sql from './source.sql';
import { type ItemRow, type SourceRow, toItem, toSource } from './source-row';

/** No such source in this workspace. */
export class SourceNotFoundError extends Error {
  readonly code = 'source-not-found';
  constructor(readonly source: string) {
    super(`there is no source ${source}`);
  }
}

/** A source that this process reads now. */
export interface SyncingSource {
  workspaceId: string;
  sourceId: string;
  run: number;
  kind: 'site' | 'file';
  settings: SiteSettings | null;
  /** What its articles take over. */
  scope: ArticleScope;
}

export interface Upload {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

export type NewFile = Upload & Partial<ArticleScope>;

const scopeOf = ({ language = null, audiences = [], products = [] }: Partial<ArticleScope>): ArticleScope => ({
  language,
  audiences,
  products,
});

type Sync = Pick<SyncingSource, 'sourceId' | 'run'>;

/** Sources of knowledge and what became of their pages and articles. */
export function createSourceStore(database: Database) {
  async function readSource(workspaceId: string, id: string): Promise<Source> {
    const [row] = await database.query<SourceRow>(sql.selectSources(workspaceId, id));
    if (row === undefined) throw new SourceNotFoundError(id);
    return toSource(row);
  }
  async function change(id: string, statement: ReturnType<typeof sql.deleteSource>): Promise<void> {
    const [row] = await database.query<{ id: string }>(statement);
    if (row === undefined) throw new SourceNotFoundError(id);
  }

  return {
    async addSite(
      workspaceId: string,
      site: SiteSettings & { name: string; syncEveryHours: number | null } & Partial<ArticleScope>,
    ): Promise<Source> {
      const { name, syncEveryHours, url, depth, pages } = site;
      const settings = { url, depth, pages };
      const source = { id: randomUUID(), kind: 'site' as const, name, settings, syncEveryHours, scope: scopeOf(site) };
      await database.query(sql.insertSource(workspaceId, source));
      return readSource(workspaceId, source.id);
    },
    async addFile(workspaceId: string, { name, mediaType, bytes, ...scope }: NewFile): Promise<Source> {
      const id = randomUUID();
      await database.transaction(async (tx) => {
        const source = { id, kind: 'file' as const, name, settings: {}, syncEveryHours: null, scope: scopeOf(scope) };
        await tx.query(sql.insertSource(workspaceId, source));
        await tx.query(sql.insertUpload(workspaceId, id, { name, mediaType, bytes }));
      });
      return readSource(workspaceId, id);
    },
    readSource,
    listSources: async (workspaceId: string): Promise<Source[]> =>
      (await database.query<SourceRow>(sql.selectSources(workspaceId, null))).map(toSource),
    async changeSchedule(workspaceId: string, id: string, syncEveryHours: number | null): Promise<Source> {
      await change(id, sql.updateSchedule(workspaceId, id, syncEveryHours));
      return readSource(workspaceId, id);
    },
    /** For whom its articles are: those that are there follow at once. */
    async changeScope(workspaceId: string, id: string, scope: ArticleScope): Promise<Source> {
      await database.transaction(async (tx) => {
        const [row] = await tx.query<{ id: string }>(sql.updateScope(workspaceId, id, scope));
        if (row === undefined) throw new SourceNotFoundError(id);
        await tx.query(sql.updateScopeOfDocuments(workspaceId, id, scope));
      });
      return readSource(workspaceId, id);
    },
    async requestSync(workspaceId: string, id: string): Promise<Source> {
      await change(id, sql.requestSync(workspaceId, id));
      return readSource(workspaceId, id);
    },
    /** Its articles and their passages go at once. */
    removeSource: (workspaceId: string, id: string): Promise<void> => change(id, sql.deleteSource(workspaceId, id)),
    async listItems(
      workspaceId: string,
      id: string,
      { offset, limit }: { offset: number; limit: number },
    ): Promise<SourceItemPage> {
      const rows = await database.query<ItemRow>(sql.selectItems(workspaceId, id, { offset, limit: limit + 1 }));
      return { items: rows.slice(0, limit).map(toItem), more: rows.length > limit };
    },

    /** Takes the next source to read, of any workspace; null when there is nothing to do. */
    async claimSource(owner: string, leaseMs: number): Promise<SyncingSource | null> {
      const [row] = await database.query<SourceRow>(sql.claimSource(owner, leaseMs));
      if (row === undefined) return null;
      const settings = row.kind === 'site' ? (row.settings as SiteSettings) : null;
      return {
        workspaceId: row.workspace_id,
        sourceId: row.id,
        run: row.run,
        kind: row.kind,
        settings,
        scope: scopeOf(row),
      };
    },
    /** False when the source was deleted or another process reads it now. */
    async renewLease(sourceId: string, owner: string, leaseMs: number): Promise<boolean> {
      return (await database.query(sql.renewLease(sourceId, owner, leaseMs))).length > 0;
    },
    releaseLeases: async (): Promise<void> => void (await database.query(sql.releaseLeases())),

    async addItems(
      workspaceId: string,
      sync: Sync,
      items: readonly { key: string; title: string; depth: number }[],
      most: number,
    ): Promise<void> {
      // A statement may not touch the same row twice.
      const distinct = [...new Map(items.map((item) => [item.key, item])).values()];
      if (distinct.length > 0) await database.query(sql.addItems(workspaceId, sync, distinct, most));
    },
    async nextPage(workspaceId: string, sync: Sync): Promise<SitePage | null> {
      const [row] = await database.query<SitePage>(sql.selectNextItem(workspaceId, sync));
      return row ?? null;
    },
    async listWaiting(workspaceId: string, sync: Sync): Promise<string[]> {
      return (await database.query<{ key: string }>(sql.selectWaiting(workspaceId, sync))).map(({ key }) => key);
    },
    async readUpload(workspaceId: string, sourceId: string): Promise<Upload> {
      const [row] = await database.query<{ name: string; media_type: string; bytes: Uint8Array }>(
        sql.selectUpload(workspaceId, sourceId),
      );
      if (row === undefined) throw new SourceNotFoundError(sourceId);
      return { name: row.name, mediaType: row.media_type, bytes: row.bytes };
    },
    /** Writes what became of an item; articles that it held before and that are not among `slugs` go. */
    async endItem(
      workspaceId: string,
      sourceId: string,
      key: string,
      { slugs, ...outcome }: sql.ItemOutcome & { slugs?: readonly string[] },
    ): Promise<void> {
      await database.transaction(async (tx) => {
        await tx.query(sql.updateItem(workspaceId, sourceId, key, outcome));
        if (slugs !== undefined) await tx.query(sql.deleteOtherDocuments(workspaceId, sourceId, key, slugs));
      });
    },
    async endSync(
      workspaceId: string,
      sync: Sync,
      fault: { reason: UnreadableReason; detail: string } | null,
    ): Promise<void> {
      await database.transaction(async (tx) => {
        if (fault === null) {
          await tx.query(sql.deleteVanished(workspaceId, sync));
          await tx.query(sql.deleteOldItems(workspaceId, sync));
        }
        const end =
          fault === null
            ? { status: 'ready' as const, reason: null, detail: '' }
            : { status: 'failed' as const, ...fault };
        await tx.query(sql.endSync(workspaceId, sync.sourceId, end));
      });
    },
  };
}

export type SourceStore = ReturnType<typeof createSourceStore>;
