import { z } from 'zod';

/** A workspace's decision table settings. Thresholds per intent come with the intent model, not from here. */
export const policySchema = z.object({
  /** Languages (BCP-47) in which the specialists may answer; others go to the LLM agent or to a person. */
  languages: z.array(z.string()).default(['en']),
  /** Intents that always go to a person. */
  handOffIntents: z.array(z.string()).default([]),
  /** What the specialists for tone read that sends a conversation to a person. */
  handOffMarks: z.array(z.string()).default(['abusive', 'angry-again']),
  /** Support (0–1) that the best passage must reach to be quoted. */
  passageThreshold: z.number().min(0).max(1).default(0.6),
  /** Two intents nearer than this are asked about with buttons. */
  clarifyMargin: z.number().min(0).max(1).default(0.15),
  /** So many turns in a row without an answer hand the conversation to a person. */
  maxFailures: z.number().int().min(1).default(2),
  /** May the LLM agent answer in this workspace? It also needs LLM_URL. */
  llmEnabled: z.boolean().default(true),
  /** Share of calibrated confidence in [0, 1] under which an intent is never answered from its curated answer. */
  minimumConfidence: z.number().min(0).max(1).default(0),
});
export type Policy = z.infer<typeof policySchema>;
