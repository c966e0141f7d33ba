import { z } from 'zod';

/** Why a conversation goes to a person. */
export const handOffReasonSchema = z.enum([
  'asked-for-person',
  'intent-needs-person',
  'repeated-failure',
  'language-not-served',
  'no-answer',
  'model-unavailable',
  'turn-failed',
  'safety',
  'tone',
  'procedure',
  'llm-agent',
  'approval',
]);
export type HandOffReason = z.infer<typeof handOffReasonSchema>;

/** What the policy chose. `ruleId` names the row of the decision table that matched. */
export const decisionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('stay-silent'), ruleId: z.string() }),
  z.object({ action: z.literal('hand-off'), ruleId: z.string(), reason: handOffReasonSchema }),
  z.object({ action: z.literal('curated'), ruleId: z.string(), intent: z.string() }),
  /** The curated answers of a message that asks several questions, in their order. */
  z.object({ action: z.literal('curated-each'), ruleId: z.string(), intents: z.array(z.string()).min(2) }),
  z.object({ action: z.literal('out-of-scope'), ruleId: z.string() }),
  z.object({ action: z.literal('passages'), ruleId: z.string() }),
  z.object({ action: z.literal('llm'), ruleId: z.string() }),
  /** A person has decided on a call of the LLM agent: the visitor hears of it, by a model or in the desk’s own words. */
  z.object({ action: z.literal('approval'), ruleId: z.string(), inWords: z.boolean() }),
  /** A safety rule of the workspace: its words, and a person where the rule says so. */
  z.object({ action: z.literal('safety'), ruleId: z.string(), rule: z.string() }),
  z.object({
    action: z.literal('procedure'),
    ruleId: z.string(),
    procedure: z.string(),
    mode: z.enum(['begin', 'continue', 'again']),
    /** The intent of the message, where it has one with confidence. */
    intent: z.string().nullable(),
  }),
  z.object({ action: z.literal('clarify'), ruleId: z.string(), intents: z.array(z.string()).min(2) }),
]);
export type Decision = z.infer<typeof decisionSchema>;
