import { z } from 'zod';

/** A source under an answer: the passage quoted and the document it stands in. */
export const citationSchema = z.object({
  /** 1-based number of the chip in the text. */
  number: z.number().int().positive(),
  documentId: z.string(),
  slug: z.string(),
  title: z.string(),
  /** The passage the quoted sentences stand in. */
  passageId: z.string().nullable(),
  /** Where the document stands on the web; without one it is the desk's own. */
  url: z.string().nullish(),
  /** The heading that the passage stands under. */
  heading: z.string().optional(),
  /** The words that support the answer. */
  quote: z.string(),
});
export type Citation = z.infer<typeof citationSchema>;
