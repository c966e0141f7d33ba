import { randomUUID } from 'node:crypto';
import {
  type DatasetPart,
  type DatasetRow,
  type DatasetSource,
  type DatasetSummary,
  type DatasetVersion,
  type ImportReport,
  type ListRows,
  type RowOrigin,
  type RowPage,
  limits,
  outsideLabel,
} from '@switchboard/contracts';
import type { Database, Queryable } from '@switchboard/db';
import { wordsOf } from '../data/words-of';
import { assignParts } from './assign-parts';
import { decodeCursor, encodeCursor, toRow, toVersion } from './dataset-row';
import * as sql from './dataset.sql';
import { DatasetEmptyError, DatasetFullError, DatasetVersionNotFoundError, RowNotFoundError } from './errors';
import { hashDataset, inOrder } from './hash-dataset';
import type { ParsedRow } from './parse-rows';

export interface NewRow {
  text: string;
  intent: string;
  source: DatasetSource;
  origin?: RowOrigin;
  /** Without it the hash of the text decides. */
  part?: DatasetPart;
  /** Versions of other languages leave it out; without one it is in all. */
  language?: string;
}

export interface AddedRows {
  rows: DatasetRow[];
  /** Left out, because the dataset has them word for word. */
  repeated: number;
}

const versionsShown = 100;

/**
 * A workspace's training data: rows that never change, a draft that people work on, and numbered versions of it. Every
 * change holds the dataset's lock, so that a version is exactly what its hash says.
 */
export function createDatasetStore(database: Database) {
  const change = <T>(workspaceId: string, work: (tx: Queryable, draft: number) => Promise<T>): Promise<T> =>
    database.transaction(async (tx) => {
      const [dataset] = await tx.query<{ draft: number }>(sql.lockDataset(workspaceId));
      return work(tx, dataset?.draft ?? 1);
    });

  return {
    /** Adds what is not there yet. Throws DatasetFullError. */
    addRows: (workspaceId: string, rows: readonly NewRow[]): Promise<AddedRows> =>
      change(workspaceId, (tx, draft) => addRows(tx, workspaceId, rows, draft)),

    /** Adds a row; one that is there already is the answer. Throws DatasetFullError. */
    addRow: (workspaceId: string, row: NewRow): Promise<DatasetRow> =>
      change(workspaceId, (tx, draft) => addOne(tx, workspaceId, row, draft)),

    /** The rows of a file. Throws DatasetFullError. */
    importRows: (workspaceId: string, rows: readonly ParsedRow[]): Promise<ImportReport> =>
      change(workspaceId, async (tx, draft) => {
        const before = await tx.query<{ intent: string }>(sql.countRows(workspaceId));
        const known = new Set(before.map(({ intent }) => intent));
        const imported = rows.map(({ text, intent, part }): NewRow => {
          return { text, intent, source: 'import', ...(part === undefined ? {} : { part }) };
        });
        const { rows: added, repeated } = await addRows(tx, workspaceId, imported, draft);
        return {
          added: added.length,
          repeated,
          test: added.filter(({ part }) => part === 'test').length,
          newIntents: [...new Set(added.map(({ intent }) => intent))].filter((intent) => !known.has(intent)),
        };
      }),

    /** What a person says of a visitor's message; what was said of it before is replaced. */
    correct: (workspaceId: string, input: { text: string; intent: string; origin: RowOrigin }): Promise<DatasetRow> =>
      change(workspaceId, async (tx, draft) => {
        const { conversationId, messageSeq } = input.origin;
        await tx.query(sql.endCorrection(workspaceId, conversationId, messageSeq, draft));
        return addOne(tx, workspaceId, { ...input, source: 'correction' }, draft);
      }),

    /** Another row takes a row's place and its origin. Throws RowNotFoundError. */
    replaceRow: (workspaceId: string, id: string, input: { text: string; intent: string }): Promise<DatasetRow> =>
      change(workspaceId, async (tx, draft) => {
        const [old] = await tx.query<sql.RowRecord>(sql.endRow(workspaceId, id, draft));
        if (old === undefined) throw new RowNotFoundError(id);
        const { source, origin, language } = toRow(old);
        const kept = { source, ...(origin === null ? {} : { origin }), ...(language === null ? {} : { language }) };
        return addOne(tx, workspaceId, { ...input, ...kept }, draft);
      }),

    /** Throws RowNotFoundError. */
    removeRow: (workspaceId: string, id: string): Promise<void> =>
      change(workspaceId, async (tx, draft) => {
        if ((await tx.query(sql.endRow(workspaceId, id, draft))).length === 0) throw new RowNotFoundError(id);
      }),

    /** Takes a removal back, until the next version is sealed. Throws RowNotFoundError. */
    restoreRow: (workspaceId: string, id: string): Promise<DatasetRow> =>
      change(workspaceId, async (tx, draft) => {
        const [row] = await tx.query<sql.RowRecord>(sql.resumeRow(workspaceId, id, draft));
        if (row === undefined) throw new RowNotFoundError(id);
        return toRow(row);
      }),

    /** The draft's rows, last added first. */
    async listRows(workspaceId: string, filter: ListRows): Promise<RowPage> {
      const after = filter.cursor === undefined ? null : decodeCursor(filter.cursor);
      const found = await database.query<sql.RowRecord & { at: string }>(sql.selectRows(workspaceId, filter, after));
      const page = found.slice(0, filter.limit);
      const last = found.length > page.length ? page.at(-1) : undefined;
      return { items: page.map(toRow), nextCursor: last === undefined ? null : encodeCursor(last.at, last.id) };
    },

    async readSummary(workspaceId: string): Promise<DatasetSummary> {
      const [intents, [changes], [latest]] = await Promise.all([
        database.query<DatasetSummary['intents'][number]>(sql.countRows(workspaceId)),
        database.query<DatasetSummary['changes']>(sql.countChanges(workspaceId)),
        database.query<sql.VersionRecord>(sql.selectVersions(workspaceId, 1)),
      ]);
      return {
        intents,
        changes: changes ?? { added: 0, removed: 0 },
        latest: latest === undefined ? null : toVersion(latest),
      };
    },

    /**
     * Makes the draft a version, without the pack's rows of languages that are not given; an unchanged one is the latest
     * version again. Throws DatasetEmptyError.
     */
    seal: (
      workspaceId: string,
      { note, by, languages = [] }: { note: string; by: string; languages?: readonly string[] },
    ): Promise<DatasetVersion> =>
      change(workspaceId, async (tx, number) => {
        const rows = await tx.query<sql.RowRecord>(sql.selectVersionRows(workspaceId, { number, languages }));
        if (rows.length === 0) throw new DatasetEmptyError();
        const hash = hashDataset(rows);
        const [latest] = await tx.query<sql.VersionRecord>(sql.selectVersions(workspaceId, 1));
        if (latest?.hash === hash) return toVersion(latest);
        const test = rows.filter(({ part }) => part === 'test').length;
        const [version] = await tx.query<sql.VersionRecord>(
          sql.insertVersion(workspaceId, {
            number,
            hash,
            train_rows: rows.length - test,
            test_rows: test,
            intents: new Set(rows.map(({ intent }) => intent).filter((intent) => intent !== outsideLabel)).size,
            note,
            created_by: by,
            languages,
          }),
        );
        await tx.query(sql.advanceDraft(workspaceId));
        return toVersion(version as sql.VersionRecord);
      }),

    /** Newest first. */
    listVersions: async (workspaceId: string): Promise<DatasetVersion[]> =>
      (await database.query<sql.VersionRecord>(sql.selectVersions(workspaceId, versionsShown))).map(toVersion),

    /** A version with its rows, in the order in which training reads them. Throws DatasetVersionNotFoundError. */
    async readVersion(workspaceId: string, number: number): Promise<{ version: DatasetVersion; rows: DatasetRow[] }> {
      const [version] = await database.query<sql.VersionRecord>(sql.selectVersion(workspaceId, number));
      if (version === undefined) throw new DatasetVersionNotFoundError(number);
      const rows = await database.query<sql.RowRecord>(sql.selectVersionRows(workspaceId, version));
      return { version: toVersion(version), rows: inOrder(rows.map(toRow)) };
    },
  };
}

export type DatasetStore = ReturnType<typeof createDatasetStore>;

async function addRows(tx: Queryable, workspaceId: string, rows: readonly NewRow[], draft: number): Promise<AddedRows> {
  const keyed = rows.map((row) => ({ ...row, words: wordsOf(row.text) }));
  const counts = await tx.query<{ intent: string; train: number; test: number }>(sql.countRows(workspaceId));
  const known = await tx.query<{ words: string; part: DatasetPart; intents: string[] | null }>(
    sql.selectKnownWords(workspaceId, [...new Set(keyed.map(({ words }) => words))]),
  );
  const seen = new Set(known.flatMap(({ words, intents }) => (intents ?? []).map((intent) => keyOf(words, intent))));
  const fresh = keyed.filter(({ words, intent }) => {
    const key = keyOf(words, intent);
    return !seen.has(key) && seen.add(key);
  });
  const total = fresh.length + counts.reduce((sum, { train, test }) => sum + train + test, 0);
  if (total > limits.datasetRows) throw new DatasetFullError(total);
  const parts = assignParts(
    fresh,
    new Map(known.map(({ words, part }) => [words, part])),
    new Map(counts.map(({ intent, train }) => [intent, train])),
  );
  const records = fresh.map(({ text, words, intent, source, origin, language }, index) => ({
    id: randomUUID(),
    text,
    words,
    intent,
    source,
    part: parts[index] as DatasetPart,
    conversation_id: origin?.conversationId ?? null,
    message_seq: origin?.messageSeq ?? null,
    language: language ?? null,
  }));
  const added = await tx.query<sql.RowRecord>(sql.insertRows(workspaceId, draft, records));
  return { rows: added.map(toRow), repeated: rows.length - fresh.length };
}

/** A row that is there already is the answer. */
async function addOne(tx: Queryable, workspaceId: string, row: NewRow, draft: number): Promise<DatasetRow> {
  const { rows } = await addRows(tx, workspaceId, [row], draft);
  if (rows[0] !== undefined) return rows[0];
  const [same] = await tx.query<sql.RowRecord>(sql.selectSameRow(workspaceId, wordsOf(row.text), row.intent));
  return toRow(same as sql.RowRecord);
}

const keyOf = (words: string, intent: string): string => JSON.stringify([words, intent]);
