import { z } from 'zod';
import { idSchema } from '../primitives';

const foundRowSchema = z.object({ id: idSchema, text: z.string(), intent: z.string() });
export type FoundRow = z.infer<typeof foundRowSchema>;

/** What a person should look at before training, each with the rows to look at, the worst first. */
export const findingsSchema = z.object({
  rows: z.number().int(),
  intents: z.number().int(),
  /** Share of rows that models which have not seen them get right. */
  accuracy: z.number(),
  /** The same words under several intents. */
  contradictions: z.array(z.object({ rows: z.array(foundRowSchema) })),
  likelyMislabels: z.array(foundRowSchema.extend({ suggested: z.string(), probability: z.number() })),
  confusablePairs: z.array(
    z.object({ intents: z.tuple([z.string(), z.string()]), share: z.number(), rows: z.array(foundRowSchema) }),
  ),
  /** Messages kept for measuring that are learnt from in the same words, in another order or number. */
  leaks: z.array(z.object({ test: foundRowSchema, train: z.array(foundRowSchema) })),
  /** The same words more than once under one intent. */
  duplicates: z.array(z.object({ rows: z.array(foundRowSchema) })),
  /** Intents with too little to learn from. */
  starved: z.array(z.object({ intent: z.string(), count: z.number().int() })),
});
export type Findings = z.infer<typeof findingsSchema>;

/** Messages that nobody answered and that say about the same: an intent that is missing. */
export const suggestionSchema = z.object({
  name: z.string(),
  messages: z.array(
    z.object({ conversationId: idSchema, messageSeq: z.number().int(), text: z.string(), at: z.iso.datetime() }),
  ),
});
export type Suggestion = z.infer<typeof suggestionSchema>;
export const suggestionListSchema = z.object({ items: z.array(suggestionSchema), looked: z.number().int() });
export type SuggestionList = z.infer<typeof suggestionListSchema>;
