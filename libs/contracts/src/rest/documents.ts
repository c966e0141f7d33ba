import { z } from 'zod';
import { articleScopeSchema, labelSchema } from '../knowledge/article-scope';
import { limits } from '../limits';
import { citationSchema } from '../turn/citation';

/** GET /v1/documents/{id}: an article, as Markdown, for the source beside an answer. */
export const documentSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  markdown: z.string(),
  /** Where it stands on the web, when it came from there. */
  url: z.string().nullable(),
  language: z.string().nullable(),
  audiences: z.array(z.string()),
  products: z.array(z.string()),
  /** Answers rest on it only between these. */
  validFrom: z.iso.datetime().nullable(),
  validUntil: z.iso.datetime().nullable(),
  /** Null for an article of one's own and for a pack's. */
  sourceId: z.uuid().nullable(),
  updatedAt: z.iso.datetime(),
});
export type KnowledgeDocument = z.infer<typeof documentSchema>;

/** GET /v1/documents: by title. */
export const listDocumentsSchema = z.object({
  /** Part of a title. */
  search: z.string().max(100).default(''),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});
export const documentPageSchema = z.object({
  items: z.array(documentSchema.omit({ markdown: true })),
  more: z.boolean(),
});
export type DocumentPage = z.infer<typeof documentPageSchema>;

const momentSchema = z.iso.datetime({ offset: true }).nullable().default(null);

/** POST /v1/documents and PUT /v1/documents/{id}: an article of one's own. */
export const saveArticleSchema = z
  .object({
    title: z.string().trim().min(1).max(limits.sourceNameCharacters),
    markdown: z.string().trim().min(1).max(limits.articleCharacters),
    ...articleScopeSchema.shape,
    validFrom: momentSchema,
    validUntil: momentSchema,
    /** The version that was edited: refused with `conflict` when somebody else has saved since. */
    basedOn: z.iso.datetime().optional(),
  })
  .refine(({ validFrom, validUntil }) => validFrom === null || validUntil === null || validFrom < validUntil, {
    path: ['validUntil'],
    error: 'must come after validFrom',
  });
export type SaveArticle = z.infer<typeof saveArticleSchema>;

/** GET /v1/search: what a visitor who asks this gets from the knowledge; who that is may be said. */
export const searchKnowledgeSchema = z.object({
  q: z.string().trim().min(1).max(limits.messageCharacters),
  audience: labelSchema.optional(),
  product: labelSchema.optional(),
});
export const knowledgeAnswerSchema = z.object({
  /** What would be quoted; null when the passages do not support an answer. */
  answer: z.object({ text: z.string(), citations: z.array(citationSchema) }).nullable(),
  /** Support that an answer needs. */
  threshold: z.number(),
  /** Articles that are not for this visitor: of another audience or product, or not valid now. */
  hidden: z.number().int(),
  passages: z.array(
    z.object({
      documentId: z.string(),
      slug: z.string(),
      title: z.string(),
      heading: z.string(),
      text: z.string(),
      url: z.string().nullable(),
      support: z.number(),
    }),
  ),
});
export type KnowledgeAnswer = z.infer<typeof knowledgeAnswerSchema>;
