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
  /** The words that support the answer. */
  quote: z.string(),
});
export type Citation = z.infer<typeof citationSchema>;
