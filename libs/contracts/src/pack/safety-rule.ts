import { z } from 'zod';
import { localTextSchema } from './local-text';

/**
 * A rule that comes before every answer. A pattern is words in order; `a|b` either, `all-my` both in a row, `stem*` a
 * beginning, `#` a number, `<pain>` one of a list of `words`, `~` both sides within six words of each other in either order, `~3`
 * within three. Chinese counts by characters. Long words may have a typing error.
 */
export const safetyRuleSchema = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/),
    /** hand-off: to a person at once, with the words below. answer: the words alone. */
    action: z.enum(['hand-off', 'answer']),
    patterns: z.array(z.string()).default([]),
    /** The rule is not meant when one of these is found. */
    unless: z.array(z.string()).default([]),
    /** Intents that stand for it too, from this confidence on. */
    intents: z.array(z.string()).default([]),
    confidence: z.number().min(0).max(1).default(0.5),
    answer: localTextSchema,
  })
  .strict();
export type SafetyRule = z.infer<typeof safetyRuleSchema>;

/** A pack's safety.yaml. */
export const safetySchema = z
  .object({ words: z.record(z.string(), z.array(z.string()).min(1)).default({}), rules: z.array(safetyRuleSchema) })
  .strict();
export type Safety = z.infer<typeof safetySchema>;
