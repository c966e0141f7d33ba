import { z } from 'zod';

/** What a candidate must pass to go live. Shares are of 1. */
export const gateRulesSchema = z.object({
  /** Fewer messages in the test part say nothing. */
  minimumTestRows: z.number().int().min(1).max(5_000).default(30),
  /** Share of messages that a candidate may get wrong more often than the live model. */
  overallLoss: z.number().min(0).max(0.2).default(0),
  /** Share of an intent's messages that may be lost; one message is always forgiven. */
  intentLoss: z.number().min(0).max(1).default(0.1),
  /** Share of a language's messages that may be lost; one message is always forgiven. */
  languageLoss: z.number().min(0).max(1).default(0.03),
  /** Confidence must mean what it says, within this expected error. */
  calibrationError: z.number().min(0.005).max(0.5).default(0.1),
  /** Share of accuracy that a group of writers, surely understood worse, may lose beyond what it loses today. */
  biasGrowth: z.number().min(0).max(0.5).default(0.05),
});
export type GateRules = z.infer<typeof gateRulesSchema>;

/** Shares of an intent's automatic answers that may be wrong. A model has its thresholds for each from its training. */
export const riskLevels = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2] as const;

/** When a model may answer by itself. */
export const automationSchema = z.object({
  risk: z.literal(riskLevels, `one of ${riskLevels.join(', ')}`).default(0.05),
  /** Under it no intent answers by itself, whatever its own threshold. */
  minimumConfidence: z.number().min(0).max(1).default(0),
});
export type Automation = z.infer<typeof automationSchema>;

/** PUT /v1/models/settings, with the ETag that was read in If-Match. */
export const modelSettingsSchema = z.object({
  gate: gateRulesSchema.prefault({}),
  automation: automationSchema.prefault({}),
  /** Files of models that were not live lately are removed after so many days. */
  keepDays: z.number().int().min(1).max(3_650).default(30),
});
export type ModelSettings = z.infer<typeof modelSettingsSchema>;

/** GET /v1/models/settings: as they are in force, and who changed what, the latest first. */
export const modelSettingsReportSchema = z.object({
  settings: modelSettingsSchema,
  /** Also the ETag; 0 while they are the defaults. */
  version: z.number().int(),
  changes: z.array(
    z.object({
      version: z.number().int(),
      by: z.string(),
      at: z.iso.datetime(),
      /** `setting` is a path such as `gate.intentLoss`. */
      changed: z.array(z.object({ setting: z.string(), from: z.number(), to: z.number() })),
    }),
  ),
});
export type ModelSettingsReport = z.infer<typeof modelSettingsReportSchema>;

/** GET /v1/models/{id}/gate: rules to try without storing them; the others are the workspace's. */
export const tryGateSchema = z
  .object({
    minimumTestRows: z.coerce.number().pipe(gateRulesSchema.shape.minimumTestRows.unwrap()),
    overallLoss: z.coerce.number().pipe(gateRulesSchema.shape.overallLoss.unwrap()),
    intentLoss: z.coerce.number().pipe(gateRulesSchema.shape.intentLoss.unwrap()),
    languageLoss: z.coerce.number().pipe(gateRulesSchema.shape.languageLoss.unwrap()),
    calibrationError: z.coerce.number().pipe(gateRulesSchema.shape.calibrationError.unwrap()),
    biasGrowth: z.coerce.number().pipe(gateRulesSchema.shape.biasGrowth.unwrap()),
  })
  .partial();
