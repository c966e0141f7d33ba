import { z } from 'zod';

/** A name that a workspace gives to an audience or a product, such as "business" or "trail boots". */
export const labelSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(60)
  .regex(/^[^,]*$/, 'a name without commas');
const labelsSchema = z.array(labelSchema).max(20);

export const articleLanguageSchema = z
  .string()
  .regex(/^[a-z]{2,3}$/, 'a base code such as "en"')
  .nullable();

/** For whom an article is: who belongs to none of its audiences never gets it; with another product neither. */
export const articleScopeSchema = z.object({
  /** Null for what the text is found to be in. */
  language: articleLanguageSchema.default(null),
  /** Empty for everybody. */
  audiences: labelsSchema.default([]),
  /** Empty for all products. */
  products: labelsSchema.default([]),
});
export type ArticleScope = z.infer<typeof articleScopeSchema>;

/** What is known of who asks; null where nothing is. */
export const readerSchema = z.object({
  language: z.string().nullable(),
  audience: z.string().nullable(),
  product: z.string().nullable(),
});
export type Reader = z.infer<typeof readerSchema>;
