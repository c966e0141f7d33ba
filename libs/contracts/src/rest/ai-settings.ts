import { z } from 'zod';
import { llmLimitsSchema, outputPolicySchema, policySchema } from '../turn/policy';

/** What large models may do and say in a workspace: the part of its policy that people edit. */
export const aiSettingsSchema = z.object({
  /** May the LLM agent answer visitors? */
  llmEnabled: z.boolean(),
  output: outputPolicySchema,
  assist: policySchema.shape.assist.unwrap(),
  llmLimits: llmLimitsSchema,
});
export type AiSettings = z.infer<typeof aiSettingsSchema>;

/** GET /v1/settings/ai. */
export const storedAiSettingsSchema = aiSettingsSchema.extend({
  /** Changes with every change of the settings. */
  version: z.string(),
});
export type StoredAiSettings = z.infer<typeof storedAiSettingsSchema>;

/** PUT /v1/settings/ai. */
export const saveAiSettingsSchema = aiSettingsSchema.extend({
  /** The version that was edited: refused with `conflict` when somebody else has saved since. */
  basedOn: z.string().max(64).optional(),
});
export type SaveAiSettings = z.infer<typeof saveAiSettingsSchema>;
