import { limits } from '@switchboard/contracts';
import { type IngestDeps, ingestDocument } from '../../ingest-document';
import { splitMarkdown } from '../../split/split-markdown';
import type { Fetcher } from '../fetch/open-fetcher';
import { type ReadDocument, type SourceFile, UnreadableError } from '../reader';
import { type CrawlDeps, crawlSite } from '../site/crawl-site';
import type { SourceStore, SyncingSource } from '../store/create-source-store';
import { slugOf } from './slug-of';

export interface SyncDeps {
  sources: SourceStore;
  knowledge: IngestDeps['store'];
  /** Null when it could not be had: nothing can be taken in until it is there. */
  encoderOf(workspaceId: string): Promise<IngestDeps['encoder'] | null>;
  openFetcher(): Fetcher;
  readFile(file: SourceFile): Promise<ReadDocument[]>;
  parsePage: CrawlDeps['parsePage'];
  /** Does one of these texts tell the model that reads it what to do? */
  hasInstructions(workspaceId: string, texts: readonly string[]): Promise<boolean>;
}

/** More than any source should hold; a sheet's rows count. */
const mostItems = 20_000;

/**
 * Reads a source and takes in what is new: a page or article whose content is the same is left alone, and of a changed
 * one only the passages that changed are embedded. What was done before a stop is not done again. Whatever is wrong
 * with one item is its status, and the rest goes on. Throws UnreadableError when the source as a whole cannot be read.
 */
export async function syncSource(source: SyncingSource, deps: SyncDeps, signal: AbortSignal): Promise<void> {
  if ((await deps.encoderOf(source.workspaceId)) === null) throw new UnreadableError('no-encoder');
  if (source.kind === 'site') await syncSite(source, deps, signal);
  else await syncFile(source, deps, signal);
}

async function syncSite(source: SyncingSource, deps: SyncDeps, signal: AbortSignal): Promise<void> {
  const { workspaceId, sourceId, settings } = source;
  if (settings === null) throw new UnreadableError('failed', 'no address');
  const fetcher = deps.openFetcher();
  const { sources, readFile, parsePage } = deps;
  const frontier = {
    next: () => sources.nextPage(workspaceId, source),
    add: (pages: readonly { url: string; depth: number }[]) =>
      sources.addItems(
        workspaceId,
        source,
        pages.map(({ url, depth }) => ({ key: url, title: '', depth })),
        settings.pages,
      ),
  };
  const seen = new Set<string>();
  let read = 0;
  let firstFault: UnreadableError | null = null;
  try {
    const crawl = crawlSite({ ...settings, signal }, { fetch: fetcher.fetch, readFile, parsePage, frontier });
    for await (const { page, outcome } of crawl) {
      if (outcome.kind === 'read') {
        read++;
        const words = JSON.stringify(outcome.documents.map(({ title, markdown }) => [title, markdown]));
        if (seen.has(words))
          await sources.endItem(workspaceId, sourceId, page.url, { status: 'skipped', reason: 'duplicate' });
        else await takeIn(source, page.url, outcome.documents, deps);
        seen.add(words);
      } else if (outcome.kind === 'followed')
        await sources.endItem(workspaceId, sourceId, page.url, { status: 'skipped' });
      else {
        firstFault ??= outcome.error;
        const { reason, detail } = outcome.error;
        await sources.endItem(workspaceId, sourceId, page.url, { status: 'failed', reason, detail });
      }
    }
  } finally {
    fetcher.close();
  }
  const { items } = await sources.readSource(workspaceId, sourceId);
  if (read === 0 && items.written + items.unchanged === 0 && firstFault !== null) throw firstFault;
}

async function syncFile(source: SyncingSource, deps: SyncDeps, signal: AbortSignal): Promise<void> {
  const { workspaceId, sourceId } = source;
  const upload = await deps.sources.readUpload(workspaceId, sourceId);
  const documents = await deps.readFile({ ...upload, bytes: new Uint8Array(upload.bytes), charset: null, url: null });
  if (documents.length > mostItems) throw new UnreadableError('too-many-rows', String(mostItems));
  const items = documents.map(({ key, title }) => ({ key, title, depth: 0 }));
  await deps.sources.addItems(workspaceId, source, items, mostItems);
  const waiting = new Set(await deps.sources.listWaiting(workspaceId, source));
  for (const document of documents) {
    signal.throwIfAborted();
    if (waiting.has(document.key)) await takeIn(source, document.key, [document], deps);
  }
}

/** Stores an item's articles; a fault of one item ends here, a lost source or database does not. */
async function takeIn(
  { workspaceId, sourceId, scope }: SyncingSource,
  key: string,
  documents: readonly ReadDocument[],
  { sources, knowledge, encoderOf, hasInstructions }: SyncDeps,
): Promise<void> {
  const encoder = await encoderOf(workspaceId);
  if (encoder === null) throw new UnreadableError('no-encoder');
  const slugs: string[] = [];
  let isChanged = false;
  let isFlagged = false;
  for (const { title, markdown, url, language, key: documentKey } of documents) {
    const slug = slugOf(title, `${sourceId} ${documentKey}`);
    const input = {
      ...{ source: 'source', sourceId, sourceKey: key, slug, title, summary: '', markdown, url },
      ...{ ...scope, language: scope.language ?? language },
    };
    if (await ingestDocument(workspaceId, input, { store: knowledge, encoder })) {
      isChanged = true;
      isFlagged ||= await hasInstructions(workspaceId, [title, ...splitMarkdown(markdown).map(({ text }) => text)]);
    }
    slugs.push(slug);
  }
  await sources.endItem(workspaceId, sourceId, key, {
    status: isChanged ? 'written' : 'unchanged',
    title: (documents[0]?.title ?? key).slice(0, limits.sourceNameCharacters),
    ...(isChanged ? { hasInstructions: isFlagged } : {}),
    slugs,
  });
}
