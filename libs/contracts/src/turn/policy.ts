import { z } from 'zod';

/** What a model may not write, as data. Words are compared without case. */
export const outputPolicySchema = z.object({
  /** Longer replies are not sent. */
  maxCharacters: z.number().int().min(100).max(4_000).default(2_000),
  /** Words of a promise: only where a source says them too. */
  promises: z
    .array(z.string().min(2).max(80))
    .max(200)
    .default([
      'guarantee',
      'we promise',
      'i promise',
      'full refund',
      'free of charge',
      'compensation',
      'compensate',
      'will refund',
      'will be refunded',
      '保证',
      '承诺',
      '全额退款',
      '赔偿',
      '免费',
    ]),
  /** Never, whatever a source says: names of other companies, say. */
  never: z.array(z.string().min(2).max(80)).max(500).default([]),
});
export type OutputPolicy = z.infer<typeof outputPolicySchema>;

/** Tokens and money that large models may use up; the day is UTC's. A call that could pass a limit is not made. */
export const llmLimitsSchema = z.object({
  turnTokens: z.number().int().positive().default(40_000),
  conversationTokensPerDay: z.number().int().positive().default(150_000),
  visitorTokensPerDay: z.number().int().positive().default(200_000),
  workspaceTokensPerDay: z.number().int().positive().default(20_000_000),
  /** Dollars; no limit without it. */
  workspaceCostPerDay: z.number().positive().nullable().default(null),
});
export type LlmLimits = z.infer<typeof llmLimitsSchema>;

/** A workspace's decision table settings. Thresholds per intent come with the intent model, not from here. */
export const policySchema = z.object({
  /** Languages (BCP-47) in which the specialists may answer; others go to the LLM agent or to a person. */
  languages: z.array(z.string()).default(['en']),
  /** Intents that always go to a person. */
  handOffIntents: z.array(z.string()).default([]),
  /** What the specialists for tone read that sends a conversation to a person. */
  handOffMarks: z.array(z.string()).default(['abusive', 'angry-again']),
  /** A specialist answers when the chance that its answer is wrong is at most this. */
  maximumRisk: z.number().min(0).max(1).default(0.2),
  /** Two intents nearer than this are asked about with buttons. */
  clarifyMargin: z.number().min(0).max(1).default(0.15),
  /** So many turns in a row without an answer hand the conversation to a person. */
  maxFailures: z.number().int().min(1).default(2),
  /** May the LLM agent answer in this workspace? It also needs LLM_URL. */
  llmEnabled: z.boolean().default(true),
  /** Where no intent model tells what is in scope, the search does: support (0–1) that the best passage must reach. */
  scope: z
    .object({
      /** Under it the LLM agent is not asked. */
      llmFrom: z.number().min(0).max(1).default(0.05),
      /** Under it the visitor hears what the desk is there for. */
      outsideUnder: z.number().min(0).max(1).default(0.01),
    })
    .prefault({}),
  output: outputPolicySchema.prefault({}),
  /** What is drafted for people without their asking. */
  assist: z.object({ suggestions: z.boolean().default(true), summaries: z.boolean().default(true) }).prefault({}),
  llmLimits: llmLimitsSchema.prefault({}),
  /** So long a call of a tool waits for a person's decision; then the conversation goes to one. */
  approvalHours: z
    .number()
    .positive()
    .max(24 * 30)
    .default(24),
});
export type Policy = z.infer<typeof policySchema>;
