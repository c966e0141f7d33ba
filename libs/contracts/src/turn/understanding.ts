import { z } from 'zod';
import { entitySchema } from './entity';

const intentsSchema = z
  .array(
    z.object({
      intent: z.string(),
      confidence: z.number(),
      /** Confidence from which the desk acts on the intent: begins its procedure, answers one of several questions. */
      threshold: z.number(),
      /** How near the message is to the intent's examples: 0 as usual, in standard deviations. Older traces have none. */
      likeness: z.number().optional(),
      /** Share of the message's words that none of them has. */
      unfamiliar: z.number().optional(),
      /** Confidence under which its answer is not sent, whatever is expected of it. */
      least: z.number().optional(),
    }),
  )
  .max(5);
const scoredSchema = z.object({ score: z.number(), threshold: z.number() });
const outOfScopeSchema = scoredSchema.nullable();

/** Whether a score reaches its threshold; one that nobody gave does not. */
export const reaches = (scored: z.infer<typeof scoredSchema> | null): boolean =>
  scored !== null && scored.score >= scored.threshold;

/** Under it few letters are like several languages: "is shipping free" reads as Dutch. */
const sureOfLanguage = 0.75;

/** The language that a text is surely in; null where it cannot be told. */
export const sureLanguage = ({ code, confidence }: Understanding['language']): string | null =>
  code === 'und' || confidence < sureOfLanguage ? null : code;

/** What the small models make of a visitor's message. Probabilities are calibrated; 0 ≤ confidence ≤ 1. */
export const understandingSchema = z.object({
  /** BCP-47 language of the message and how sure the detector is; `und` when there is too little text. */
  language: z.object({ code: z.string(), confidence: z.number() }),
  /** The most probable intents, best first, at most five; empty when no intent model is live. */
  intents: intentsSchema,
  /** Probability-like score of being outside everything the desk knows, with the threshold chosen at training. */
  outOfScope: outOfScopeSchema,
  /** Probability that the message gives orders to the model, with the detector's threshold; null without one. */
  attack: scoredSchema.nullable().default(null),
  /** Labels that the specialists for tone are sure of, with their probability: negative, angry, urgent, abusive, … */
  marks: z.array(z.object({ label: z.string(), score: z.number() })).default([]),
  /** The visitor asks for a person in so many words. */
  asksForPerson: z.boolean(),
  /** Content hash of the intent model that read the message; null when none is live. */
  intentModel: z.string().nullable(),
  /** What could not be used, in words for the trace ("encoder", "intent model"). */
  missing: z.array(z.string()),
  /** Order numbers, dates, amounts and the like, in the order of the text. */
  entities: z.array(entitySchema).default([]),
  /** It asks to know something rather than to have something done. */
  isQuestion: z.boolean().default(false),
  /** What each question says by itself, where the message asks several; empty otherwise. */
  questions: z
    .array(z.object({ text: z.string(), intents: intentsSchema, outOfScope: outOfScopeSchema }))
    .max(4)
    .default([]),
  /** Safety rules of the workspace whose words stand in the message, first one first. */
  safety: z.array(z.string()).default([]),
});
export type Understanding = z.infer<typeof understandingSchema>;
