import { z } from 'zod';

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
  /** Answers rest on it only between these. */
  validFrom: z.iso.datetime().nullable(),
  validUntil: z.iso.datetime().nullable(),
  /** Null for an article of one's own and for a pack's. */
  sourceId: z.uuid().nullable(),
  updatedAt: z.iso.datetime(),
});
export type KnowledgeDocument = z.infer<typeof documentSchema>;
