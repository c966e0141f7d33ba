import { z } from 'zod';

/** GET /v1/documents/{id}: an article, as Markdown, for the source beside an answer. */
export const documentSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  markdown: z.string(),
  updatedAt: z.iso.datetime(),
});
export type KnowledgeDocument = z.infer<typeof documentSchema>;
