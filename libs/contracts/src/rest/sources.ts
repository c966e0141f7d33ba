import { z } from 'zod';
import { unreadableReasonSchema } from '../knowledge/unreadable';
import { articleScopeSchema } from '../knowledge/article-scope';
import { limits } from '../limits';

export const sourceKindSchema = z.enum(['site', 'file']);
export const sourceStatusSchema = z.enum(['waiting', 'syncing', 'ready', 'failed']);

export const siteSettingsSchema = z.object({
  /** Pages at or below its folder belong to the site. */
  url: z.url({ protocol: /^https?$/, error: 'an address such as https://example.com/help/' }).max(1_000),
  /** Links to follow from the start; what a sitemap lists is read in any case. */
  depth: z.number().int().min(0).max(10).default(3),
  /** At most so many pages. */
  pages: z.number().int().min(1).max(limits.sitePages).default(500),
});
export type SiteSettings = z.infer<typeof siteSettingsSchema>;

/** How often a source is read again by itself; null for never. */
export const syncEveryHoursSchema = z
  .number()
  .int()
  .min(1)
  .max(24 * 90)
  .nullable();

/** POST /v1/sources: a web site. A file is POSTed as it is to /v1/sources/files. */
export const createSourceSchema = z.object({
  ...siteSettingsSchema.shape,
  name: z.string().trim().min(1).max(limits.sourceNameCharacters).optional(),
  syncEveryHours: syncEveryHoursSchema.default(24),
  ...articleScopeSchema.shape,
});

/** A list in a query: "a,b". */
const listed = (text: unknown): unknown =>
  typeof text === 'string' ? text.split(',').filter((part) => part.trim() !== '') : text;

/** POST /v1/sources/files?name=: the body is the file, its type in Content-Type. */
export const uploadSourceSchema = z.object({
  /** The file's name with its extension, which tells the reader where the type does not. */
  name: z.string().trim().min(1).max(limits.sourceNameCharacters),
  language: articleScopeSchema.shape.language,
  audiences: z.preprocess(listed, articleScopeSchema.shape.audiences),
  products: z.preprocess(listed, articleScopeSchema.shape.products),
});
/** PUT /v1/sources/{id}: how often it is read again, for whom its articles are, or both. */
export const updateSourceSchema = z.object({
  syncEveryHours: syncEveryHoursSchema.optional(),
  scope: articleScopeSchema.optional(),
});

export const sourceSchema = z.object({
  id: z.uuid(),
  kind: sourceKindSchema,
  name: z.string(),
  url: z.string().nullable(),
  status: sourceStatusSchema,
  /** Why the last sync failed. */
  reason: unreadableReasonSchema.nullable(),
  detail: z.string(),
  syncEveryHours: z.number().int().nullable(),
  lastSyncedAt: z.iso.datetime().nullable(),
  nextSyncAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** What its articles take over. */
  scope: z.object({
    language: z.string().nullable(),
    audiences: z.array(z.string()),
    products: z.array(z.string()),
  }),
  /** Pages or articles by what became of them in the latest sync. */
  items: z.object({
    waiting: z.number().int(),
    written: z.number().int(),
    unchanged: z.number().int(),
    skipped: z.number().int(),
    failed: z.number().int(),
  }),
  /** Items that tell a model what to do. */
  withInstructions: z.number().int(),
  documents: z.number().int(),
});
export type Source = z.infer<typeof sourceSchema>;
export const sourceListSchema = z.object({ items: z.array(sourceSchema) });
export type SourceList = z.infer<typeof sourceListSchema>;

export const sourceItemStatusSchema = z.enum(['waiting', 'written', 'unchanged', 'skipped', 'failed']);
/** GET /v1/sources/{id}/items: failures first, then what carries instructions, then in the order found. */
export const listSourceItemsSchema = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});
export const sourceItemSchema = z.object({
  key: z.string(),
  title: z.string(),
  status: sourceItemStatusSchema,
  reason: unreadableReasonSchema.nullable(),
  detail: z.string(),
  hasInstructions: z.boolean(),
  /** The first article that came of it. */
  documentId: z.uuid().nullable(),
  updatedAt: z.iso.datetime(),
});
export type SourceItem = z.infer<typeof sourceItemSchema>;
export const sourceItemPageSchema = z.object({ items: z.array(sourceItemSchema), more: z.boolean() });
export type SourceItemPage = z.infer<typeof sourceItemPageSchema>;
