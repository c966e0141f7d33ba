import type { Reader } from '@switchboard/contracts';
import type { Sql } from '@switchboard/db';

const documentColumns =
  'id, slug, title, summary, markdown, content_hash, updated_at, source_id, url, language, audiences, products, valid_from, valid_until';

export const selectDocument = (workspaceId: string, id: string): Sql => ({
  text: `SELECT ${documentColumns} FROM document WHERE workspace_id = $1 AND id = $2`,
  values: [workspaceId, id],
});
export const selectDocumentBySlug = (workspaceId: string, slug: string): Sql => ({
  text: `SELECT ${documentColumns} FROM document WHERE workspace_id = $1 AND slug = $2`,
  values: [workspaceId, slug],
});
/** By title; `search` is a part of it. */
export const selectDocumentPage = (
  workspaceId: string,
  { search, offset, limit }: { search: string; offset: number; limit: number },
): Sql => ({
  text: `SELECT ${documentColumns} FROM document WHERE workspace_id = $1 AND ($2 = '' OR position(lower($2) IN lower(title)) > 0)
    ORDER BY source_id IS NOT NULL, lower(title), id OFFSET $3 LIMIT $4`,
  values: [workspaceId, search, offset, limit],
});
/** Articles of a source are removed with their source. */
export const deleteOwnDocument = (workspaceId: string, id: string): Sql => ({
  text: 'DELETE FROM document WHERE workspace_id = $1 AND id = $2 AND source_id IS NULL RETURNING id',
  values: [workspaceId, id],
});
/** What everybody may read now, whoever they are. */
const isPublic = `audiences = '{}' AND (valid_from IS NULL OR valid_from <= now()) AND (valid_until IS NULL OR valid_until > now())`;

export const selectPublicDocuments = (workspaceId: string, language: string): Sql => ({
  text: `SELECT slug, title, summary FROM document WHERE workspace_id = $1 AND ${isPublic}
    ORDER BY language IS DISTINCT FROM $2, title`,
  values: [workspaceId, language],
});
export const selectPublicDocument = (workspaceId: string, slug: string): Sql => ({
  text: `SELECT ${documentColumns} FROM document WHERE workspace_id = $1 AND slug = $2 AND ${isPublic}`,
  values: [workspaceId, slug],
});

/** Packs that a workspace was filled from. */
export const selectPackSources = (workspaceId: string): Sql => ({
  text: `SELECT DISTINCT substr(source, 6) AS name FROM document WHERE workspace_id = $1 AND source LIKE 'pack:%' ORDER BY 1`,
  values: [workspaceId],
});

export interface NewDocument {
  id: string;
  source: string;
  slug: string;
  title: string;
  summary: string;
  markdown: string;
  contentHash: string;
  sourceId?: string | null;
  /** What it is known by in its source. */
  sourceKey?: string | null;
  url?: string | null;
  language?: string | null;
  /** For whom it is; empty or not said for everybody. */
  audiences?: readonly string[];
  products?: readonly string[];
  validFrom?: string | null;
  validUntil?: string | null;
}
export const upsertDocument = (workspaceId: string, d: NewDocument): Sql => ({
  text: `INSERT INTO document (id, workspace_id, source, slug, title, summary, markdown, content_hash, source_id, source_key,
      url, language, valid_from, valid_until, audiences, products)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
    ON CONFLICT (workspace_id, slug) DO UPDATE SET source = excluded.source, title = excluded.title,
      summary = excluded.summary, markdown = excluded.markdown, content_hash = excluded.content_hash, updated_at = now(),
      source_id = excluded.source_id, source_key = excluded.source_key, url = excluded.url, language = excluded.language,
      valid_from = excluded.valid_from, valid_until = excluded.valid_until, audiences = excluded.audiences,
      products = excluded.products
    RETURNING id`,
  values: [
    d.id,
    workspaceId,
    d.source,
    d.slug,
    d.title,
    d.summary,
    d.markdown,
    d.contentHash,
    d.sourceId ?? null,
    d.sourceKey ?? null,
    d.url ?? null,
    d.language ?? null,
    d.validFrom ?? null,
    d.validUntil ?? null,
    d.audiences ?? [],
    d.products ?? [],
  ],
});
export const countPassages = (workspaceId: string, documentId: string, space: string): Sql => ({
  text: 'SELECT count(*)::int AS passages FROM passage WHERE workspace_id = $1 AND document_id = $2 AND space = $3',
  values: [workspaceId, documentId, space],
});
/** What was embedded of a document, to be used again where its words stay. */
export const selectEmbedded = (workspaceId: string, slug: string, space: string): Sql => ({
  text: `SELECT d.title, p.heading, p.text, p.embedding::text AS embedding, p.sentences, p.sentence_vectors
    FROM document d JOIN passage p ON p.document_id = d.id WHERE d.workspace_id = $1 AND d.slug = $2 AND p.space = $3`,
  values: [workspaceId, slug, space],
});
export const deletePassages = (workspaceId: string, documentId: string): Sql => ({
  text: 'DELETE FROM passage WHERE workspace_id = $1 AND document_id = $2',
  values: [workspaceId, documentId],
});

export interface NewPassage {
  id: string;
  position: number;
  heading: string;
  text: string;
  embedding: Float32Array;
  sentences: string[];
  sentenceVectors: Int8Array;
  /** Its content words, each once. */
  words: string[];
}
export const insertPassage = (workspaceId: string, documentId: string, space: string, p: NewPassage): Sql => ({
  text: `INSERT INTO passage (id, workspace_id, document_id, position, heading, text, space, embedding, sentences, sentence_vectors, words)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8::vector, $9, $10, $11)`,
  values: [
    p.id,
    workspaceId,
    documentId,
    p.position,
    p.heading,
    p.text,
    space,
    vectorText(p.embedding),
    p.sentences,
    Buffer.from(p.sentenceVectors.buffer, p.sentenceVectors.byteOffset, p.sentenceVectors.byteLength),
    p.words,
  ],
});

const found = `p.id AS passage_id, p.document_id, d.slug, d.title, d.url, d.language, p.heading, p.text`;

/** Who asks, as values: $1 is the workspace, the last three are language, audience and product. */
const asking = ({ language, audience, product }: Reader): unknown[] => [language, audience, product];

/** What an article needs to be hidden whatever its language; the words of document_limited_idx. */
const isLimited = `(valid_from IS NOT NULL OR valid_until IS NOT NULL OR audiences <> '{}' OR products <> '{}')`;

/**
 * Ids of the articles that are not for a reader: expired, not valid yet, or of another audience, product or language.
 * Both halves are read from an index, and cost what they find rather than what there is.
 */
const hidden = (first: number): string => `SELECT id FROM document WHERE workspace_id = $1 AND ${isLimited} AND NOT (
        (valid_from IS NULL OR valid_from <= now()) AND (valid_until IS NULL OR valid_until > now())
        AND (audiences = '{}' OR ($${first + 1}::text IS NOT NULL AND $${first + 1} = ANY (audiences)))
        AND (products = '{}' OR $${first + 2}::text IS NULL OR $${first + 2} = ANY (products)))
      UNION SELECT id FROM document WHERE workspace_id = $1 AND (language < $${first}::text OR language > $${first}::text)`;
/** Read once for a statement, and asked within the index: what is hidden never takes the place of what is not. */
const isShown = (first: number): string => `document_id <> ALL (ARRAY(${hidden(first)}))`;

export const countHidden = (workspaceId: string, reader: Reader): Sql => ({
  text: `SELECT count(*)::int AS hidden FROM (${hidden(2)}) hidden`,
  values: [workspaceId, ...asking(reader)],
});

/** What quoting needs; wide, and therefore read only for the passages that are kept. */
export const selectSentences = (workspaceId: string, passageIds: readonly string[]): Sql => ({
  text: `SELECT id, sentences, sentence_vectors FROM passage WHERE workspace_id = $1 AND id = ANY ($2::uuid[])`,
  values: [workspaceId, passageIds],
});

/** A question's weightiest words, and those that passages are looked up by. */
export interface WeightedWords {
  words: readonly string[];
  weights: readonly number[];
  /** A passage with any of these, */
  anyOf: readonly string[];
  /** or with all of these, is a candidate. */
  allOf: readonly string[] | null;
}

/** Passages that are ordered by words at most. */
const mostWorded = 1_000;

/** Passages that hold the words looked up, best first: the sum of the weights of the words they hold. */
const worded = (
  source: string,
  p: Record<'words' | 'weights' | 'anyOf' | 'allOf', string> & { limit: number },
): string =>
  `SELECT id FROM (
        SELECT id, words FROM passage WHERE ${source} AND (words && ${p.anyOf}::text[] OR words @> ${p.allOf}::text[])
        LIMIT ${mostWorded}
      ) held ORDER BY (SELECT sum(weight) FROM unnest(${p.words}::text[], ${p.weights}::real[]) asked (word, weight)
        WHERE word = ANY (held.words)) DESC LIMIT ${p.limit}`;

export interface PassageQuery extends WeightedWords {
  space: string;
  embedding: Float32Array;
  /** Vectors of a long message's sentences; the cosine with each comes with every candidate. */
  parts: readonly Float32Array[];
  reader: Reader;
  limit: number;
}

/** Candidates that each sentence of a long message brings. */
const perPart = 10;

/**
 * Nearest by vector, nearest to each part of a long message, and best by words; either may be missing (no encoder, only
 * stop words). Limits stand in the text: a plan that is made once for all values has to know how few rows are wanted,
 * or it reads every vector.
 */
export const searchPassages = (workspaceId: string, q: PassageQuery): Sql => {
  const source = `workspace_id = $1 AND space = $2 AND ${isShown(9)}`;
  return {
    text: `WITH near AS (
      SELECT id FROM passage WHERE ${source} ORDER BY embedding <=> $3::vector LIMIT ${q.limit}
    ), near_parts AS (
      SELECT nearest.id FROM unnest($6::text[]) part, LATERAL (
        SELECT id FROM passage WHERE ${source} ORDER BY embedding <=> part::vector LIMIT ${perPart}
      ) nearest
    ), worded AS (
      ${worded(source, { words: '$4', weights: '$5', anyOf: '$7', allOf: '$8', limit: q.limit })}
    )
    SELECT ${found}, 1 - (p.embedding <=> $3::vector) AS cosine,
      ARRAY(SELECT 1 - (p.embedding <=> part::vector) FROM unnest($6::text[]) WITH ORDINALITY parts (part, n) ORDER BY n)
        AS part_cosines
    FROM (SELECT id FROM near UNION SELECT id FROM near_parts UNION SELECT id FROM worded) candidate
    JOIN passage p ON p.id = candidate.id JOIN document d ON d.id = p.document_id`,
    values: [
      workspaceId,
      q.space,
      vectorText(q.embedding),
      q.words,
      q.weights,
      q.parts.map(vectorText),
      q.anyOf,
      q.allOf,
      ...asking(q.reader),
    ],
  };
};

/** Without an encoder: words alone, among the passages of the space that the workspace is searched in. */
export const searchByWords = (
  workspaceId: string,
  { words, weights, anyOf, allOf, reader, limit }: WeightedWords & Pick<PassageQuery, 'reader' | 'limit'>,
): Sql => ({
  text: `WITH worded AS (${worded(
    `workspace_id = $1 AND space = coalesce((SELECT embedding_space FROM workspace WHERE id = $1), space) AND ${isShown(6)}`,
    { words: '$2', weights: '$3', anyOf: '$4', allOf: '$5', limit },
  )})
    SELECT ${found}, 0 AS cosine, '{}'::float8[] AS part_cosines
    FROM worded JOIN passage p ON p.id = worded.id JOIN document d ON d.id = p.document_id`,
  values: [workspaceId, words, weights, anyOf, allOf, ...asking(reader)],
});

/** How many passages of a sample hold each word; ids are random, so that the first ones by id are a sample. */
export const sampleWords = (workspaceId: string, sample: number): Sql => ({
  text: `WITH sample AS (SELECT words FROM passage WHERE workspace_id = $1 ORDER BY id LIMIT $2)
    SELECT (SELECT count(*) FROM sample)::int AS passages,
      (SELECT count(*) FROM passage WHERE workspace_id = $1)::int AS total, word, count(*)::int AS holding
    FROM sample, unnest(words) word GROUP BY word`,
  values: [workspaceId, sample],
});

export const upsertCuratedAnswer = (
  workspaceId: string,
  a: { intent: string; language: string; title: string; text: string; documents: readonly string[] },
): Sql => ({
  text: `INSERT INTO curated_answer (workspace_id, intent, language, title, text, documents)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (workspace_id, intent, language) DO UPDATE SET title = excluded.title, text = excluded.text,
      documents = excluded.documents, updated_at = now()`,
  values: [workspaceId, a.intent, a.language, a.title, a.text, a.documents],
});
/** Curated answers with the documents they rest on, in the order they are named. */
export const selectCuratedAnswers = (workspaceId: string): Sql => ({
  text: `SELECT c.intent, c.language, c.title, c.text, coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'slug', d.slug, 'title', d.title,
      'summary', d.summary) ORDER BY array_position(c.documents, d.slug)) FILTER (WHERE d.id IS NOT NULL), '[]') AS documents
    FROM curated_answer c LEFT JOIN document d ON d.workspace_id = c.workspace_id AND d.slug = ANY (c.documents)
    WHERE c.workspace_id = $1 GROUP BY c.intent, c.language, c.title, c.text ORDER BY c.intent, c.language`,
  values: [workspaceId],
});

const vectorText = (vector: Float32Array): string => `[${vector.join(',')}]`;
