import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readShippedSpecialist, wireSources, encoderNameOf } from '@switchboard/api';
import { type Source, articleScopeSchema, createSourceSchema, limits } from '@switchboard/contracts';
import { type Database, migrate } from '@switchboard/db';
import { type SourceStore, createKnowledgeStore, createSourceStore } from '@switchboard/knowledge';
import { openSpecialists } from '@switchboard/understand';
import { Command } from 'commander';
import { createProgress } from '../terminal/progress';
import { findWorkspace } from '../terminal/find-workspace';
import { withDatabase } from '../terminal/with-database';
import { withEncoder } from '../terminal/with-encoder';

interface SourcesArguments {
  workspace: string;
}
interface AddArguments extends SourcesArguments {
  depth?: string;
  pages?: string;
  every?: string;
  language?: string;
  audience?: string[];
  product?: string[];
}

/** `switchboard sources`: a workspace's sources of knowledge, without the console. */
export function sourcesCommand(): Command {
  const sources = new Command('sources').description('where a workspace’s knowledge comes from: sites and files');
  const subcommand = (name: string, description: string): Command =>
    sources.command(name).description(description).option('--workspace <slug>', 'whose sources', 'demo');
  subcommand('add', 'take in web sites and files (PDF, Word, HTML, Markdown, text, CSV)')
    .argument('<sources...>', 'addresses and files')
    .option('--depth <links>', 'of a site: links to follow from its address')
    .option('--pages <number>', 'of a site: at most so many')
    .option('--every <hours>', 'of a site: read it again after so long; 0 for never')
    .option('--language <code>', 'what they are in, such as "en"; otherwise each text is looked at')
    .option('--audience <names...>', 'only visitors known to belong to one of these get answers from them')
    .option('--product <names...>', 'not for visitors who are known to ask about another product')
    .action(addAction);
  subcommand('list', 'what there is, and what became of it').action(listAction);
  subcommand('sync', 'read sources again; only what changed is taken in')
    .argument('[ids...]', 'as "list" shows them, or their beginnings; all without one')
    .action(syncAction);
  subcommand('remove', 'remove sources with their passages')
    .argument('<ids...>', 'as "list" shows them, or their beginnings')
    .action(removeAction);
  return sources;
}

async function addAction(given: string[], { workspace, depth, pages, every, ...about }: AddArguments): Promise<void> {
  const sites = { ...(depth && { depth: Number(depth) }), ...(pages && { pages: Number(pages) }) };
  const syncEveryHours = every === undefined ? {} : { syncEveryHours: Number(every) || null };
  const { language = null, audience: audiences = [], product: products = [] } = about;
  const scope = articleScopeSchema.parse({ language, audiences, products });
  await withSources(workspace, async (store, workspaceId, read) => {
    const added: Source[] = [];
    for (const one of given) {
      if (/^https?:\/\//i.test(one)) {
        const site = createSourceSchema.parse({ url: one, ...sites, ...syncEveryHours, ...scope });
        added.push(await store.addSite(workspaceId, { ...site, name: new URL(one).host }));
      } else {
        const file = { name: basename(one), mediaType: '', bytes: bytesOf(one), ...scope };
        added.push(await store.addFile(workspaceId, file));
      }
    }
    await read(added);
  });
}

function bytesOf(path: string): Uint8Array {
  const bytes = readFileSync(path);
  if (bytes.length <= limits.sourceFileBytes) return bytes;
  throw new Error(`${path}: a file may have ${limits.sourceFileBytes / 1024 / 1024} MB`);
}

async function listAction({ workspace }: SourcesArguments): Promise<void> {
  await withStore(workspace, async (store, workspaceId) => {
    const sources = await store.listSources(workspaceId);
    process.stdout.write(sources.length === 0 ? 'no sources yet\n' : sources.map(line).join(''));
  });
}

async function syncAction(ids: string[], { workspace }: SourcesArguments): Promise<void> {
  await withSources(workspace, async (store, workspaceId, read) => {
    const all = await store.listSources(workspaceId);
    const chosen = ids.length === 0 ? all : ids.map((id) => find(all, id));
    for (const { id } of chosen) await store.requestSync(workspaceId, id);
    await read(chosen);
  });
}

async function removeAction(ids: string[], { workspace }: SourcesArguments): Promise<void> {
  await withStore(workspace, async (store, workspaceId) => {
    const all = await store.listSources(workspaceId);
    for (const { id, name } of ids.map((given) => find(all, given))) {
      await store.removeSource(workspaceId, id);
      process.stdout.write(`removed ${name}\n`);
    }
  });
}

function find(sources: readonly Source[], id: string): Source {
  const [found, ...others] = sources.filter((source) => source.id.startsWith(id));
  if (found === undefined || others.length > 0)
    throw new Error(
      `${id}: ${found === undefined ? 'no source' : 'several sources'} begin so; "sources list" shows them`,
    );
  return found;
}

function line({ id, name, status, reason, detail, documents, items, withInstructions, scope }: Source): string {
  const parts = [
    `${documents} articles`,
    `${items.written} written, ${items.unchanged} unchanged, ${items.failed} failed`,
    ...(scope.language === null ? [] : [`in ${scope.language}`]),
    ...(scope.audiences.length === 0 ? [] : [`for ${scope.audiences.join(', ')}`]),
    ...(scope.products.length === 0 ? [] : [`about ${scope.products.join(', ')}`]),
    ...(withInstructions > 0 ? [`${withInstructions} with instructions to a model`] : []),
    ...(reason === null ? [] : [`${reason}${detail === '' ? '' : ` (${detail})`}`]),
  ];
  return `${id.slice(0, 8)}  ${status.padEnd(8)} ${name}: ${parts.join('; ')}\n`;
}

async function withWorkspace(
  slug: string,
  work: (database: Database, workspaceId: string, encoderName: string) => Promise<void>,
): Promise<void> {
  await withDatabase(async (database) => {
    await migrate(database);
    const workspace = await findWorkspace(database, slug);
    await work(database, workspace.id, encoderNameOf(workspace));
  });
}

const withStore = (slug: string, work: (store: SourceStore, workspaceId: string) => Promise<void>): Promise<void> =>
  withWorkspace(slug, (database, workspaceId) => work(createSourceStore(database), workspaceId));

/** With what reads sources; `read` shows its progress and ends when those given are read. */
async function withSources(
  slug: string,
  work: (store: SourceStore, workspaceId: string, read: (sources: readonly Source[]) => Promise<void>) => Promise<void>,
): Promise<void> {
  await withWorkspace(slug, (database, workspaceId, encoderName) =>
    withEncoder(encoderName, async (encoder) => {
      const onError = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
      const { sources, sourceRunner } = wireSources({
        database,
        knowledge: createKnowledgeStore(database),
        encoders: { of: async () => encoder },
        guardOf: async () => openSpecialists(encoder, readShippedSpecialist(encoder.name)).guard,
        processId: randomUUID(),
        onError,
      });
      if (database.driver === 'pglite') await sources.releaseLeases();
      try {
        await work(sources, workspaceId, async (given) => {
          sourceRunner.start();
          for (const { id } of given) await follow(sources, workspaceId, id);
        });
      } finally {
        await sourceRunner.stop();
      }
    }),
  );
}

async function follow(sources: SourceStore, workspaceId: string, id: string): Promise<void> {
  const progress = createProgress();
  for (;;) {
    const source = await sources.readSource(workspaceId, id);
    const { waiting, ...done } = source.items;
    const finished = Object.values(done).reduce((sum, count) => sum + count, 0);
    if (finished + waiting > 0) progress.update(finished, finished + waiting, source.name);
    if (source.status === 'ready' || source.status === 'failed') {
      progress.stop();
      process.stdout.write(line(source));
      if (source.status === 'failed') process.exitCode = 1;
      return;
    }
    await new Promise((later) => setTimeout(later, 300));
  }
}
