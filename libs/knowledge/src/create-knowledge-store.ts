import { createHash, randomUUID } from 'node:crypto';
import type { DocumentPage, KnowledgeDocument, Reader } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import * as sql from './knowledge.sql';
import { createSpaceStore } from './spaces/create-space-store';
import { type FoundPassage, type PassageSentences, toFoundPassage } from './search/found-passage';
import { type Candidate, rankPassages } from './search/rank-passages';
import { type WordFrequencies, weightiestWords, wordFrequencies } from './search/word-frequencies';

/** No such document in this workspace. */
export class DocumentNotFoundError extends Error {
  readonly code = 'document-not-found';
  constructor(readonly document: string) {
    super(`there is no document ${document}`);
  }
}

/** `source` says where it comes from: "pack:retail", "article" or "source". */
export type DocumentInput = Omit<sql.NewDocument, 'id' | 'contentHash'>;

export interface EmbeddedPassage extends Omit<sql.NewPassage, 'id' | 'position'> {
  /** Of its document: it was embedded with the text. */
  title: string;
}

export interface CuratedAnswer {
  intent: string;
  /** Base code of the language it is written in. */
  language: string;
  /** How a visitor would name it; shown on buttons. */
  title: string;
  text: string;
  documents: { id: string; slug: string; title: string; summary: string }[];
}

export interface SearchQuery {
  text: string;
  /** The question's vector, those of a long message's sentences, and the space of passages; null searches by words. */
  vectors: {
    space: string;
    embedding: Float32Array;
    parts: readonly Float32Array[];
  } | null;
  /** Who asks: what is not for them is not found. */
  reader: Reader;
  limit: number;
}

interface DocumentRow extends Pick<
  KnowledgeDocument,
  'id' | 'slug' | 'title' | 'summary' | 'markdown' | 'url' | 'language' | 'audiences' | 'products'
> {
  content_hash: string;
  updated_at: Date;
  source_id: string | null;
  valid_from: Date | null;
  valid_until: Date | null;
}
type CandidateRow = Pick<Candidate, 'slug' | 'title' | 'url' | 'language' | 'heading' | 'text' | 'cosine'> & {
  passage_id: string;
  document_id: string;
  part_cosines: number[];
};
type EmbeddedRow = Omit<EmbeddedPassage, 'embedding' | 'sentenceVectors'> & {
  embedding: string;
  sentence_vectors: Uint8Array;
};
interface SentencesRow {
  id: string;
  sentences: string[];
  sentence_vectors: Uint8Array;
}

/** Candidates of each kind before they are fused; a long message has several matters. */
const candidates = { short: 40, long: 80 };
/** Passages that word frequencies are counted on, and how long they are good for. */
const sampledPassages = 2_000;
const frequenciesTtlMs = 60_000;
const noSentences: PassageSentences = { sentences: [], sentenceVectors: new Int8Array(0) };

/** Documents, their passages and curated answers of a workspace, and the search over them. */
export function createKnowledgeStore(database: Database) {
  async function readDocument(
    statement: ReturnType<typeof sql.selectDocument>,
    name: string,
  ): Promise<KnowledgeDocument> {
    const [row] = await database.query<DocumentRow>(statement);
    if (row === undefined) throw new DocumentNotFoundError(name);
    return toDocument(row);
  }

  async function readSentences(
    workspaceId: string,
    passageIds: readonly string[],
  ): Promise<Map<string, PassageSentences>> {
    if (passageIds.length === 0) return new Map();
    const rows = await database.query<SentencesRow>(sql.selectSentences(workspaceId, passageIds));
    return new Map(
      rows.map(({ id, sentences, sentence_vectors: bytes }) => [
        id,
        { sentences, sentenceVectors: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      ]),
    );
  }

  const known = new Map<string, { frequencies: WordFrequencies; readAt: number }>();
  /** How rare words are in a workspace, from a sample, a minute old at most. */
  async function readFrequencies(workspaceId: string): Promise<WordFrequencies> {
    const last = known.get(workspaceId);
    if (last !== undefined && performance.now() - last.readAt < frequenciesTtlMs) return last.frequencies;
    const rows = await database.query<{ passages: number; total: number; word: string; holding: number }>(
      sql.sampleWords(workspaceId, sampledPassages),
    );
    const holding = new Map(rows.map((row) => [row.word, row.holding]));
    const { passages, total } = rows[0] ?? { passages: 0, total: 0 };
    const frequencies = wordFrequencies({ passages, holding, total });
    if (rows.length > 0) known.set(workspaceId, { frequencies, readAt: performance.now() });
    return frequencies;
  }

  return {
    /** Is this very content there, with passages in that space? */
    async isCurrent(workspaceId: string, input: DocumentInput, space: string): Promise<boolean> {
      const [row] = await database.query<DocumentRow>(sql.selectDocumentBySlug(workspaceId, input.slug));
      if (row === undefined || row.content_hash !== contentHash(input)) return false;
      const [count] = await database.query<{ passages: number }>(sql.countPassages(workspaceId, row.id, space));
      return (count?.passages ?? 0) > 0;
    },
    /** Passages of a document as they were embedded in that space, to be used again. */
    async readEmbedded(workspaceId: string, slug: string, space: string): Promise<EmbeddedPassage[]> {
      const rows = await database.query<EmbeddedRow>(sql.selectEmbedded(workspaceId, slug, space));
      return rows.map(({ embedding, sentence_vectors: bytes, ...row }) => ({
        ...row,
        embedding: Float32Array.from(JSON.parse(embedding) as number[]),
        sentenceVectors: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      }));
    },
    /** Writes a document and replaces its passages, in one transaction; those of other spaces are no longer true. */
    async saveDocument(
      workspaceId: string,
      input: DocumentInput,
      space: string,
      passages: readonly Omit<sql.NewPassage, 'id'>[],
    ): Promise<string> {
      return database.transaction(async (tx) => {
        const document = { id: randomUUID(), ...input, contentHash: contentHash(input) };
        const [row] = await tx.query<{ id: string }>(sql.upsertDocument(workspaceId, document));
        const id = row?.id ?? document.id;
        await tx.query(sql.deletePassages(workspaceId, id));
        for (const passage of passages)
          await tx.query(sql.insertPassage(workspaceId, id, space, { id: randomUUID(), ...passage }));
        return id;
      });
    },
    ...createSpaceStore(database),
    readDocument: (workspaceId: string, id: string) => readDocument(sql.selectDocument(workspaceId, id), id),
    readDocumentBySlug: (workspaceId: string, slug: string) =>
      readDocument(sql.selectDocumentBySlug(workspaceId, slug), slug),
    async listDocumentPage(
      workspaceId: string,
      { limit, ...page }: { search: string; offset: number; limit: number },
    ): Promise<DocumentPage> {
      const rows = await database.query<DocumentRow>(
        sql.selectDocumentPage(workspaceId, { ...page, limit: limit + 1 }),
      );
      const items = rows.slice(0, limit).map((row) => {
        const { markdown: _, ...document } = toDocument(row);
        return document;
      });
      return { items, more: rows.length > limit };
    },
    /** Removes an article of one's own with its passages. Throws DocumentNotFoundError, for a source's article too. */
    async removeArticle(workspaceId: string, id: string): Promise<void> {
      const removed = await database.query(sql.deleteOwnDocument(workspaceId, id));
      if (removed.length === 0) throw new DocumentNotFoundError(id);
    },
    /** Names of the packs that its articles come from. */
    listPacks: async (workspaceId: string): Promise<string[]> =>
      (await database.query<{ name: string }>(sql.selectPackSources(workspaceId))).map(({ name }) => name),
    /** What everybody may read now: of no audience, and valid; `language` comes first, then by title. */
    listPublicDocuments: (workspaceId: string, language: string) =>
      database.query<{ slug: string; title: string; summary: string }>(
        sql.selectPublicDocuments(workspaceId, language),
      ),
    /** Throws DocumentNotFoundError for one that is not for everybody, too. */
    readPublicDocument: (workspaceId: string, slug: string) =>
      readDocument(sql.selectPublicDocument(workspaceId, slug), slug),

    async saveCuratedAnswer(
      workspaceId: string,
      answer: { intent: string; language: string; title: string; text: string; documents: readonly string[] },
    ): Promise<void> {
      await database.query(sql.upsertCuratedAnswer(workspaceId, answer));
    },
    listCuratedAnswers: (workspaceId: string) => database.query<CuratedAnswer>(sql.selectCuratedAnswers(workspaceId)),

    /** Articles that are not for a reader. */
    async countHidden(workspaceId: string, reader: Reader): Promise<number> {
      const [row] = await database.query<{ hidden: number }>(sql.countHidden(workspaceId, reader));
      return row?.hidden ?? 0;
    },
    /** Passages for a question, best first: vectors and words fused. */
    async search(workspaceId: string, { text, vectors, reader, limit }: SearchQuery): Promise<FoundPassage[]> {
      const frequencies = await readFrequencies(workspaceId);
      const words = weightiestWords(text, frequencies);
      const most = (vectors?.parts.length ?? 0) === 0 ? candidates.short : candidates.long;
      const rows = await database.query<CandidateRow>(
        vectors === null
          ? sql.searchByWords(workspaceId, { ...words, reader, limit: most })
          : sql.searchPassages(workspaceId, { ...vectors, ...words, reader, limit: most }),
      );
      const ranked = rankPassages(text, rows.map(toCandidate), frequencies).slice(0, limit);
      const sentences = await readSentences(
        workspaceId,
        ranked.map(({ passageId }) => passageId),
      );
      return ranked.map((passage) =>
        toFoundPassage(text, vectors?.embedding ?? null, passage, sentences.get(passage.passageId) ?? noSentences),
      );
    },
  };
}

export type KnowledgeStore = ReturnType<typeof createKnowledgeStore>;

function toDocument(row: DocumentRow): KnowledgeDocument {
  const { id, slug, title, summary, markdown, url, language, audiences, products } = row;
  return {
    id,
    slug,
    title,
    summary,
    markdown,
    url,
    language,
    audiences,
    products,
    validFrom: row.valid_from?.toISOString() ?? null,
    validUntil: row.valid_until?.toISOString() ?? null,
    sourceId: row.source_id,
    updatedAt: row.updated_at.toISOString(),
  };
}

function contentHash({
  title,
  summary,
  markdown,
  url,
  language,
  validFrom,
  validUntil,
  sourceKey,
  audiences = [],
  products = [],
}: DocumentInput): string {
  const scope = audiences.length + products.length === 0 ? [] : [audiences, products];
  return createHash('sha256')
    .update(JSON.stringify([title, summary, markdown, url, language, validFrom, validUntil, sourceKey, ...scope]))
    .digest('hex');
}

function toCandidate({
  passage_id: passageId,
  document_id: documentId,
  part_cosines: partCosines,
  ...row
}: CandidateRow): Candidate {
  return { ...row, passageId, documentId, partCosines, cosine: Number(row.cosine) };
}
