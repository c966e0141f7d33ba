import { z } from 'zod';
import { limits } from '../limits';

/** What a large model is asked for. */
export const llmPurposeSchema = z.enum(['agent', 'rephrasing', 'summary', 'suggestion']);
export type LlmPurpose = z.infer<typeof llmPurposeSchema>;

/** One call of a large model: who asked, what it cost, and what left the machine. */
export const llmCallSchema = z.object({
  id: z.uuid(),
  conversationId: z.uuid().nullable(),
  turnId: z.uuid().nullable(),
  purpose: llmPurposeSchema,
  model: z.string(),
  /** The machine that was asked; null when nothing left this one. */
  host: z.string().nullable(),
  sentCharacters: z.number().int(),
  /** How many values of each type of personal data were hidden. */
  redacted: z.record(z.string(), z.number().int()),
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  /** Millionths of a dollar, by the prices of the configuration. */
  costMicros: z.number().int(),
  /** "ok", or what went wrong in words. */
  outcome: z.string(),
  ms: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type LlmCall = z.infer<typeof llmCallSchema>;

export const llmCallPageSchema = z.object({ items: z.array(llmCallSchema) });
export type LlmCallPage = z.infer<typeof llmCallPageSchema>;

export const listLlmCallsSchema = z.object({
  /** Only calls that left the machine: the egress log. */
  remote: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  before: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});
