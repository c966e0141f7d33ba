import { z } from 'zod';
import { readerSchema } from '../knowledge/article-scope';
import { toolCallSchema } from '../pack/tool';
import { decisionSchema } from './decision';
import { expectedAnswersSchema } from './expected-answers';
import { understandingSchema } from './understanding';

export const turnOutcomeSchema = z.enum(['replied', 'superseded', 'handed-off', 'silent', 'stale', 'failed']);
export type TurnOutcome = z.infer<typeof turnOutcomeSchema>;

/** The steps of a turn in the order of the flow. */
export const turnStepSchema = z.enum(['context', 'understand', 'search', 'decide', 'answer', 'check']);
export type TurnStep = z.infer<typeof turnStepSchema>;

/** What happened in one turn and why; "Why this answer" reads it. */
export const traceSchema = z.object({
  turnId: z.string(),
  conversationId: z.string(),
  /** Visitor messages that the turn answers, as a range of sequence numbers. */
  fromSeq: z.number().int(),
  toSeq: z.number().int(),
  outcome: turnOutcomeSchema,
  attempts: z.number().int(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** Wall time of each step in milliseconds. */
  steps: z.array(z.object({ step: turnStepSchema, ms: z.number() })),
  understanding: understandingSchema.nullable(),
  /** Passages found, best first, with the score that the decision used. */
  passages: z.array(
    z.object({ passageId: z.string(), documentId: z.string(), title: z.string(), score: z.number(), text: z.string() }),
  ),
  /** For whom was searched, how many articles that hid, and whether other languages were let in for want of an answer. */
  filter: readerSchema.extend({ hidden: z.number().int(), anyLanguage: z.boolean() }).nullable().default(null),
  /** How well the best passage supports an answer by itself, 0 to 1. */
  support: z.number().nullable(),
  /** How likely each specialist was to answer, which the decision compared; null in traces of before it was estimated. */
  expected: expectedAnswersSchema.nullable().default(null),
  decision: decisionSchema.nullable(),
  /** Decisions that matched earlier but whose answer step declined, with its reason. */
  declined: z.array(z.object({ ruleId: z.string(), reason: z.string() })),
  /** What the check before sending found; empty when the draft passed untouched. */
  checks: z.array(z.string()),
  /** The LLM call, when there was one. Tokens as the endpoint reports them. */
  llm: z
    .object({
      model: z.string(),
      promptTokens: z.number().int(),
      completionTokens: z.number().int(),
      firstTokenMs: z.number(),
      /** Personal data that was hidden from the model: how many values of each type. */
      redacted: z.record(z.string(), z.number().int()).default({}),
      /** Calls of the model in this turn; the tokens are their sum. */
      calls: z.number().int().default(1),
      /** Millionths of a dollar, by the prices of the configuration. */
      costMicros: z.number().int().default(0),
      /** Version of the prompt: rules, tools and output policy, without the case at hand. */
      prompt: z.string().optional(),
      /** What its prompt held of the conversation. */
      memory: z
        .object({
          /** The last message that a summary stands for; null when every message went as it was said. */
          summarisedToSeq: z.number().int().nullable(),
          recent: z.number().int(),
          /** Messages that were left out, since nothing could summarise them. */
          dropped: z.number().int(),
        })
        .optional(),
    })
    .nullable(),
  error: z.string().nullable(),
  /** Where the procedure of the conversation stands after the turn. */
  procedure: z
    .object({
      id: z.string(),
      /** The step in words: "ask order", "confirm cancel_order". */
      step: z.string(),
      slots: z.record(z.string(), z.string()),
      tries: z.number().int(),
      outcome: z.enum(['waiting', 'done', 'left', 'handed-off']),
    })
    .nullable()
    .default(null),
  /** Tools that were called, in order. */
  tools: z.array(toolCallSchema).default([]),
});
export type Trace = z.infer<typeof traceSchema>;
