import type { DatasetPart, DatasetSource, ListRows } from '@switchboard/contracts';
import type { Sql } from '@switchboard/db';

export interface RowRecord {
  id: string;
  text: string;
  intent: string;
  part: DatasetPart;
  source: DatasetSource;
  conversation_id: string | null;
  message_seq: number | null;
  language: string | null;
  created_at: Date;
}

export interface VersionRecord {
  number: number;
  hash: string;
  train_rows: number;
  test_rows: number;
  intents: number;
  note: string;
  created_by: string;
  /** Rows of other languages are not in it; empty: rows of all are. */
  languages: readonly string[];
  created_at: Date;
}

const columns = 'id, text, intent, part, source, conversation_id, message_seq, language, created_at';
const inVersion = (parameter: string): string => `since <= ${parameter} AND (until IS NULL OR until > ${parameter})`;

/** Takes the workspace's dataset for the transaction: one change at a time. */
export const lockDataset = (workspaceId: string): Sql => ({
  text: `INSERT INTO dataset (workspace_id) VALUES ($1)
    ON CONFLICT (workspace_id) DO UPDATE SET draft = dataset.draft RETURNING draft`,
  values: [workspaceId],
});

/** What words were given earlier, in rows that are there or were. */
export const selectKnownWords = (workspaceId: string, words: readonly string[]): Sql => ({
  text: `SELECT words, part, array_agg(intent) FILTER (WHERE until IS NULL) AS intents FROM dataset_row
    WHERE workspace_id = $1 AND words = ANY($2) GROUP BY words, part`,
  values: [workspaceId, words],
});

export const countRows = (workspaceId: string): Sql => ({
  text: `SELECT intent, count(*) FILTER (WHERE part = 'train')::int AS train,
      count(*) FILTER (WHERE part = 'test')::int AS test
    FROM dataset_row WHERE workspace_id = $1 AND until IS NULL GROUP BY intent ORDER BY intent`,
  values: [workspaceId],
});

export interface InsertedRow {
  id: string;
  text: string;
  words: string;
  intent: string;
  part: DatasetPart;
  source: DatasetSource;
  conversation_id: string | null;
  message_seq: number | null;
  language: string | null;
}

export const insertRows = (workspaceId: string, since: number, rows: readonly InsertedRow[]): Sql => ({
  text: `INSERT INTO dataset_row
      (id, workspace_id, text, words, intent, part, source, conversation_id, message_seq, language, since)
    SELECT r.id, $1, r.text, r.words, r.intent, r.part, r.source, r.conversation_id, r.message_seq, r.language, $2
    FROM jsonb_to_recordset($3::jsonb) AS r(id uuid, text text, words text, intent text, part text, source text,
      conversation_id uuid, message_seq integer, language text)
    RETURNING ${columns}`,
  values: [workspaceId, since, JSON.stringify(rows)],
});

/** Ends a row; nothing is returned for one that has ended already. */
export const endRow = (workspaceId: string, id: string, draft: number): Sql => ({
  text: `UPDATE dataset_row SET until = $3 WHERE workspace_id = $1 AND id = $2 AND until IS NULL
    RETURNING ${columns}`,
  values: [workspaceId, id, draft],
});

/** Ends the correction that was made on a message earlier. */
export const endCorrection = (workspaceId: string, conversationId: string, seq: number, draft: number): Sql => ({
  text: `UPDATE dataset_row SET until = $4
    WHERE workspace_id = $1 AND conversation_id = $2 AND message_seq = $3 AND until IS NULL`,
  values: [workspaceId, conversationId, seq, draft],
});

/** Takes an end back, as long as no version was sealed with it. */
export const resumeRow = (workspaceId: string, id: string, draft: number): Sql => ({
  text: `UPDATE dataset_row SET until = NULL WHERE workspace_id = $1 AND id = $2 AND until = $3
    RETURNING ${columns}`,
  values: [workspaceId, id, draft],
});

export const selectRows = (workspaceId: string, filter: ListRows, after: { at: string; id: string } | null): Sql => ({
  text: `SELECT ${columns}, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
    FROM dataset_row WHERE workspace_id = $1 AND until IS NULL
      AND ($2::text IS NULL OR intent = $2) AND ($3::text IS NULL OR text ILIKE '%' || $3 || '%')
      AND ($4::text IS NULL OR source = $4) AND ($5::text IS NULL OR part = $5)
      AND ($6::uuid IS NULL OR conversation_id = $6)
      AND ($7::timestamptz IS NULL OR (created_at, id) < ($7::timestamptz, $8::uuid))
    ORDER BY created_at DESC, id DESC LIMIT $9`,
  values: [
    workspaceId,
    filter.intent ?? null,
    filter.search === undefined ? null : filter.search.replace(/[\\%_]/g, '\\$&'),
    filter.source ?? null,
    filter.part ?? null,
    filter.conversationId ?? null,
    after?.at ?? null,
    after?.id ?? null,
    filter.limit + 1,
  ],
});

/** Rows that nobody gave a language are in every version. */
export const selectVersionRows = (
  workspaceId: string,
  { number, languages }: Pick<VersionRecord, 'number' | 'languages'>,
): Sql => ({
  text: `SELECT ${columns} FROM dataset_row WHERE workspace_id = $1 AND ${inVersion('$2')}
    AND ($3::text[] = '{}' OR language IS NULL OR language = ANY($3))`,
  values: [workspaceId, number, languages],
});

export const countChanges = (workspaceId: string): Sql => ({
  text: `SELECT count(*) FILTER (WHERE r.since = d.draft AND r.until IS NULL)::int AS added,
      count(*) FILTER (WHERE r.since < d.draft AND r.until = d.draft)::int AS removed
    FROM dataset d LEFT JOIN dataset_row r ON r.workspace_id = d.workspace_id WHERE d.workspace_id = $1`,
  values: [workspaceId],
});

const versionColumns = 'number, hash, train_rows, test_rows, intents, note, created_by, languages, created_at';

export const insertVersion = (workspaceId: string, version: Omit<VersionRecord, 'created_at'>): Sql => ({
  text: `INSERT INTO dataset_version (workspace_id, number, hash, train_rows, test_rows, intents, note, created_by,
      languages)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${versionColumns}`,
  values: [
    workspaceId,
    version.number,
    version.hash,
    version.train_rows,
    version.test_rows,
    version.intents,
    version.note,
    version.created_by,
    version.languages,
  ],
});

export const advanceDraft = (workspaceId: string): Sql => ({
  text: 'UPDATE dataset SET draft = draft + 1 WHERE workspace_id = $1',
  values: [workspaceId],
});

export const selectVersions = (workspaceId: string, limit: number): Sql => ({
  text: `SELECT ${versionColumns} FROM dataset_version WHERE workspace_id = $1 ORDER BY number DESC LIMIT $2`,
  values: [workspaceId, limit],
});

export const selectVersion = (workspaceId: string, number: number): Sql => ({
  text: `SELECT ${versionColumns} FROM dataset_version WHERE workspace_id = $1 AND number = $2`,
  values: [workspaceId, number],
});

export const selectSameRow = (workspaceId: string, words: string, intent: string): Sql => ({
  text: `SELECT ${columns} FROM dataset_row
    WHERE workspace_id = $1 AND words = $2 AND intent = $3 AND until IS NULL LIMIT 1`,
  values: [workspaceId, words, intent],
});
