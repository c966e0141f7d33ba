import { z } from 'zod';

/** A language by its base code. */
export const languageCodeSchema = z.string().regex(/^[a-z]{2,3}$/, 'a language such as en or zh');

/** What a change of languages does: gets the encoder, embeds passages, trains intents, asks the gate, switches. */
export const changeStageSchema = z.enum(['encoder', 'passages', 'training', 'gate', 'switch']);
export type ChangeStage = z.infer<typeof changeStageSchema>;

/** A change under way. Until it is done the desk answers as before. */
export const languageChangeSchema = z.object({
  languages: z.array(z.string()),
  encoder: z.string(),
  stage: changeStageSchema,
  /** Of the stage: articles that are embedded, steps of the training. */
  done: z.number().int(),
  total: z.number().int(),
  /** Why it stands still; null while it goes on. */
  error: z.string().nullable(),
  /** Why it goes on although the gate is closed. */
  reason: z.string().nullable(),
  requestedBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type LanguageChange = z.infer<typeof languageChangeSchema>;

/** GET /v1/languages: what the specialists answer in, and what reads it. */
export const languagesSchema = z.object({
  languages: z.array(z.string()),
  encoder: z.string(),
  /** The embedding space that the passages are searched in; null before the first. */
  space: z.string().nullable(),
  /** Languages that one of the desk's encoders reads. */
  available: z.array(z.string()),
  change: languageChangeSchema.nullable(),
});
export type Languages = z.infer<typeof languagesSchema>;

/** PUT /v1/languages: begins a change, or takes up one that stands still. */
export const setLanguagesSchema = z.object({
  languages: z
    .array(languageCodeSchema)
    .min(1, 'at least one language')
    .max(20)
    .refine((codes) => new Set(codes).size === codes.length, 'a language stands there twice'),
  /** With one the new model goes live although the gate is closed; it is kept with the promotion. */
  reason: z.string().trim().min(3).max(200).optional(),
});
