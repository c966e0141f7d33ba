import { z } from 'zod';

/** How likely each specialist is to answer a message, from 0 to 1 on one scale. */
export const expectedAnswersSchema = z.object({
  /** The best intent is what the message is about. */
  intent: z.number(),
  /** Its curated answer, with a quote of its own documents, answers the message; 0 without one. */
  curated: z.number(),
  /** The best passage found answers it. */
  passages: z.number(),
});
export type ExpectedAnswers = z.infer<typeof expectedAnswersSchema>;
