import { z } from 'zod';

/** What a workspace's visitors write that has a form or a name of its own. */
export const vocabularySchema = z
  .object({
    /** Country for phone numbers without a prefix and for the order of day and month. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default('GB'),
    /** Numbers by their form: # a digit, @ a letter, everything else itself. {type: order, form: "FM-#######"}. */
    references: z
      .array(
        z
          .object({
            type: z.string().regex(/^[a-z][a-z-]*$/),
            form: z.string().min(3).max(40),
            /** Words before a number that lacks its letters: "order 1234567". */
            after: z.array(z.string()).default([]),
          })
          .strict(),
      )
      .default([]),
    /** Names: products, branches, departments. Found with typing errors. */
    names: z
      .array(
        z
          .object({
            type: z.string().regex(/^[a-z][a-z-]*$/),
            items: z.array(z.object({ value: z.string(), words: z.array(z.string()).min(1) }).strict()).max(2_000),
          })
          .strict(),
      )
      .default([]),
  })
  .strict();
export type Vocabulary = z.infer<typeof vocabularySchema>;
