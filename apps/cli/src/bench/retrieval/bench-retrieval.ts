import { join } from 'node:path';
import { draftPassage } from '@switchboard/answer';
import { repositoryRoot } from '@switchboard/api';
import { type Database, migrate, openPGlite, openPostgres } from '@switchboard/db';
import {
  type NewPassage,
  anyReader,
  contentWords,
  createKnowledgeStore,
  createSearch,
  passageSpace,
  splitMarkdown,
} from '@switchboard/knowledge';
import type { Encoder } from '@switchboard/models';
import { listPacks } from '@switchboard/packs';
import { createWorkspaceStore } from '@switchboard/workspace';
import { z } from 'zod';
import { readJsonRows } from '../../eval/build-knowledge';
import { createProgress } from '../../terminal/progress';
import { defaultEncoder, withEncoder } from '../../terminal/with-encoder';
import { writeReport } from '../../terminal/write-report';
import { mixed, readArticles, seeded } from './make-corpus';
import { withIndexAtTheEnd } from './with-index-at-the-end';

interface Arguments {
  passages: number;
  docs?: string;
  queries?: string;
  databaseUrl?: string;
  out: string;
}

const mostQueries = 200;
const found = 10;
const passagesPerDocument = 4;
/** Documents that are written at once. */
const written = 8;

/**
 * `switchboard bench retrieval`: time of the hybrid search and of search and quoting together, and how much of an exact
 * search it finds. The passages are made, because embedding so many takes hours: each has some sentences of two real
 * ones and the mixture of their vectors, normalised.
 */
export async function benchRetrieval({ passages, docs, queries, databaseUrl, out }: Arguments): Promise<void> {
  await withEncoder(defaultEncoder, async (encoder) => {
    const database = databaseUrl === undefined ? await openPGlite() : openPostgres({ url: databaseUrl });
    try {
      await migrate(database);
      const started = performance.now();
      const workspaceId = await withIndexAtTheEnd(database, () => fill(database, encoder, { passages, docs }));
      const fillSeconds = (performance.now() - started) / 1_000;
      const report = {
        ...{ passages, driver: database.driver, fillSeconds },
        ...(await measure(database, workspaceId, { encoder, texts: readQueries(queries) })),
      };
      writeReport(out, report);
      process.stdout.write(
        [
          `${passages} made passages (mixtures of two real ones) on ${database.driver}, filled in ${fillSeconds.toFixed(0)} s`,
          `search: ${spell(report.searchMs)}; search and quoting: ${spell(report.answerMs)}`,
          `of the ${found} best of an exact search ${(100 * report.recall).toFixed(1)} % are found`,
          '',
        ].join('\n'),
      );
    } finally {
      await database.close();
    }
  });
}

const querySchema = z.object({ text: z.string() });

/** Questions to the packs, one of each in turn. */
function readQueries(file: string | undefined): string[] {
  if (file !== undefined) return readJsonRows(file, querySchema).map(({ text }) => text);
  const root = repositoryRoot();
  const ofPacks = listPacks(root).map((name) =>
    readJsonRows(join(root, 'evals', name, 'questions.jsonl'), querySchema).map(({ text }) => text),
  );
  return (ofPacks[0] ?? []).flatMap((_, index) => ofPacks.flatMap((texts) => texts[index] ?? []));
}

type Real = Pick<NewPassage, 'text' | 'heading' | 'embedding' | 'sentences'> & { title: string; rows: Float32Array[] };

/** Passages of real articles with their vectors. */
async function readReal(encoder: Encoder, docs: string | undefined): Promise<Real[]> {
  const sections = readArticles(docs).flatMap(({ title, text }) =>
    splitMarkdown(text).map((section) => ({ title, ...section })),
  );
  const texts = sections.flatMap(({ title, text, sentences }) => [`${title}\n${text}`, ...sentences]);
  const vectors = await encoder.embed(texts, { bulk: true, as: 'passage' });
  let next = 0;
  return sections.map((section) => ({
    ...section,
    embedding: vectors[next++] as Float32Array,
    rows: section.sentences.map(() => vectors[next++] as Float32Array),
  }));
}

async function fill(
  database: Database,
  encoder: Encoder,
  { passages, docs }: { passages: number; docs: string | undefined },
): Promise<string> {
  const { id: workspaceId } = await createWorkspaceStore(database).createWorkspace({
    ...{ slug: `bench-${Date.now()}`, name: 'bench', policy: {}, welcome: {}, hours: {} },
  });
  const store = createKnowledgeStore(database);
  const real = await readReal(encoder, docs);
  const random = seeded(1);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const progress = createProgress();
  const saveOne = (made: number): Promise<string> => {
    const model = pick(real);
    const parts = Array.from({ length: Math.min(passagesPerDocument, passages - made) }, (_, position) =>
      madeOf(position === 0 ? model : pick(real), pick(real), { position, random }),
    );
    const input = { source: 'bench', slug: `made-${made}`, title: model.title, summary: '', markdown: '' };
    return store.saveDocument(workspaceId, input, passageSpace(encoder.space), parts);
  };
  for (let made = 0; made < passages; made += written * passagesPerDocument) {
    progress.update(made, passages, 'passages');
    const starts = Array.from({ length: written }, (_, index) => made + index * passagesPerDocument);
    await Promise.all(starts.filter((start) => start < passages).map(saveOne));
  }
  progress.stop();
  return workspaceId;
}

/** A passage between two real ones in meaning, with some sentences of both and a number of its own. */
function madeOf(
  model: Real,
  other: Real,
  { position, random }: { position: number; random: () => number },
): Omit<NewPassage, 'id'> {
  const share = 0.5 + 0.5 * random();
  const sentencesOf = ({ sentences, rows }: Real, kept: number) =>
    sentences.flatMap((text, index) => (random() < kept ? [{ text, row: rows[index] as Float32Array }] : []));
  const some = [...sentencesOf(model, share), ...sentencesOf(other, 1 - share)];
  const chosen = some.length === 0 ? sentencesOf(model, 1) : some;
  const sentences = chosen.map(({ text }) => text);
  const text = `${sentences.join(' ')} Nr. ${Math.floor(random() * 10_000)}.`;
  const embedding = mixed(model.embedding, other.embedding, share);
  const words = [...new Set(contentWords(`${model.title} ${model.heading} ${text}`))];
  const sentenceVectors = Int8Array.from(
    chosen.flatMap(({ row }) => Array.from(row, (value) => Math.round(value * 127))),
  );
  return { position, heading: model.heading, text, embedding, sentences, sentenceVectors, words };
}

async function measure(
  database: Database,
  workspaceId: string,
  { encoder, texts }: { encoder: Encoder; texts: readonly string[] },
) {
  const searchOn = (on: Database) => createSearch({ store: createKnowledgeStore(on), encoderOf: () => encoder });
  const search = searchOn(database);
  const asked = texts.slice(0, mostQueries);
  const [searchMs, answerMs]: [number[], number[]] = [[], []];
  let shared = 0;
  const question = async (text: string) => {
    const [embedding = null] = await encoder.embed([text]);
    return { text, embedding, space: encoder.space, reader: anyReader, limit: found };
  };
  for (const text of asked.slice(0, 20)) await search(workspaceId, await question(text));
  for (const text of asked) {
    const begun = performance.now();
    const query = await question(text);
    const embedded = performance.now();
    const passages = await search(workspaceId, query);
    searchMs.push(performance.now() - embedded);
    draftPassage(text, query.embedding, passages);
    answerMs.push(performance.now() - begun);
    const exact = await withoutIndex(database, (on) => searchOn(on)(workspaceId, query));
    const best = new Set(exact.map(({ passageId }) => passageId));
    shared += passages.filter(({ passageId }) => best.has(passageId)).length / Math.max(1, best.size);
  }
  return {
    queries: asked.length,
    searchMs: quantiles(searchMs),
    answerMs: quantiles(answerMs),
    recall: shared / asked.length,
  };
}

/** The same search over all vectors, without the index. */
function withoutIndex<T>(database: Database, work: (on: Database) => Promise<T>): Promise<T> {
  return database.transaction(async (tx) => {
    await tx.query({ text: 'SET LOCAL enable_indexscan = off', values: [] });
    return work({ ...database, query: tx.query });
  });
}

interface Quantiles {
  p50: number;
  p95: number;
}
function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.floor(share * sorted.length)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95) };
}
const spell = ({ p50, p95 }: Quantiles): string => `p50 ${p50} ms, p95 ${p95} ms`;
