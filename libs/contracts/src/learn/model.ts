import { z } from 'zod';
import { idSchema } from '../primitives';
import { automationSchema } from './settings';
import { trainingJobSchema, trainingMethodSchema } from './training';

/** A message of the test part, and what a model says of it. */
export const evaluatedRowSchema = z.object({
  text: z.string(),
  intent: z.string(),
  predicted: z.string(),
  confidence: z.number(),
  /** What `predicted` must reach to be answered. */
  threshold: z.number(),
  /** Outside everything that the model knows. */
  outside: z.boolean(),
});
export type EvaluatedRow = z.infer<typeof evaluatedRowSchema>;

export const evaluationSummarySchema = z.object({
  datasetVersion: z.number().int(),
  /** Messages of intents; accuracy and calibration are theirs. */
  n: z.number().int(),
  accuracy: z.number(),
  macroF1: z.number(),
  /** Expected calibration error. */
  ece: z.number(),
  /** Of all messages: answered at the thresholds in force, and of those the wrong ones. */
  automatic: z.number(),
  wrong: z.number(),
  /** With `out-of-scope` for messages outside everything, which are right when they are refused. */
  intents: z.array(z.object({ intent: z.string(), rows: z.number().int(), right: z.number().int() })),
  languages: z.array(z.object({ language: z.string(), rows: z.number().int(), right: z.number().int() })).default([]),
  /** Groups of writers who are surely understood worse than they may be, and the share of accuracy they lose. */
  bias: z.array(z.object({ group: z.string(), lost: z.number() })).default([]),
});
export type EvaluationSummary = z.infer<typeof evaluationSummarySchema>;
export const evaluationSchema = evaluationSummarySchema.extend({
  rows: z.array(evaluatedRowSchema),
  /** By the risk that a workspace may choose, the thresholds of the intents; empty for a model without them. */
  risks: z.array(z.object({ risk: z.number(), thresholds: z.record(z.string(), z.number()) })).default([]),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** What messages were like when a model was trained: what drift is measured against. */
export const trafficSchema = z.object({
  n: z.number().int(),
  meanConfidence: z.number(),
  outOfScopeShare: z.number(),
  /** Share of each language. */
  languages: z.record(z.string(), z.number()),
});
export type Traffic = z.infer<typeof trafficSchema>;

/** A recent message on which two models part. Null: not answered by an intent. */
const changedMessageSchema = z.object({
  conversationId: idSchema,
  text: z.string(),
  live: z.string().nullable(),
  candidate: z.string().nullable(),
});
export type ChangedMessage = z.infer<typeof changedMessageSchema>;
export const replaySchema = z.object({
  /** Messages replayed, and on how many the answer would have been another, been there, or been missing. */
  messages: z.number().int(),
  differently: z.number().int(),
  newlyAnswered: z.number().int(),
  noLongerAnswered: z.number().int(),
  examples: z.array(changedMessageSchema),
});
export type Replay = z.infer<typeof replaySchema>;

/** How sure a model was of held-out rows: share right, and log loss. */
const judgementSchema = z.object({ accuracy: z.number(), loss: z.number() });
/** Fine-tuning beside the fast method, on the same held-out rows; only what wins is part of the model. */
export const fineTuneTrialSchema = z.object({
  wins: z.boolean(),
  epoch: z.number().int(),
  rows: z.number().int(),
  head: judgementSchema,
  tuned: judgementSchema,
});
export type FineTuneTrial = z.infer<typeof fineTuneTrialSchema>;

export const modelVersionSchema = z.object({
  id: idSchema,
  hash: z.string(),
  baseModel: z.string(),
  method: trainingMethodSchema,
  /** Null for a model from before versions. */
  datasetVersion: z.number().int().nullable(),
  datasetHash: z.string(),
  codeVersion: z.string(),
  metrics: z.record(z.string(), z.number()),
  createdAt: z.iso.datetime(),
  evaluation: evaluationSummarySchema.nullable(),
  replay: replaySchema.nullable(),
  /** Null when fine-tuning was not tried. */
  trial: fineTuneTrialSchema.nullable(),
  /** Its files were removed then: it cannot go live again. */
  archivedAt: z.iso.datetime().nullable(),
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

export const promotionSchema = z.object({
  modelId: idSchema,
  previousId: idSchema.nullable(),
  kind: z.enum(['seed', 'promote', 'rollback']),
  reason: z.string().nullable(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type Promotion = z.infer<typeof promotionSchema>;

/** One rule of the gate, with what it compared. */
export const gateCheckSchema = z.object({
  rule: z.enum([
    'has-test-part',
    'overall-not-worse',
    'no-intent-loses',
    'no-language-loses',
    'calibrated',
    'nobody-understood-worse',
  ]),
  passed: z.boolean(),
  /** What the rule compared, and its bound. */
  value: z.number(),
  bound: z.number(),
  /** The intents that lose too much, or the languages or groups of writers. */
  intents: z.array(z.string()),
});
export type GateCheck = z.infer<typeof gateCheckSchema>;
export const gateReportSchema = z.object({
  passed: z.boolean(),
  checks: z.array(gateCheckSchema),
  candidate: evaluationSummarySchema,
  /** The live model on the same rows; null when none is live. */
  live: evaluationSummarySchema.nullable(),
});
export type GateReport = z.infer<typeof gateReportSchema>;

/** Not yet tried on these messages: what measures it, or last did and failed. POST /v1/models/{id}/measure begins. */
const unmeasuredSchema = z.object({ state: z.literal('unmeasured'), jobs: z.array(trainingJobSchema) });
/** GET /v1/models/{id}/gate: until both models were measured on the same messages there is nothing to say. */
export const gateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('measured'), report: gateReportSchema }),
  unmeasuredSchema,
]);
export type Gate = z.infer<typeof gateSchema>;
/** POST /v1/models/{id}/measure. */
export const measuringSchema = z.object({ items: z.array(trainingJobSchema) });
/** GET /v1/models/{id}/evaluation, in the same way. */
export const measurementSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('measured'), evaluation: evaluationSchema }),
  unmeasuredSchema,
]);
export type Measurement = z.infer<typeof measurementSchema>;

/** POST /v1/models/{id}/promote. With a reason it goes live although the gate is closed; the reason is kept. */
export const promoteSchema = z.object({ reason: z.string().trim().min(3).max(200).optional() });

export const setShadowSchema = z.object({ modelId: idSchema.nullable() });
export const shadowReportSchema = z.object({
  modelId: idSchema,
  messages: z.number().int(),
  disagreements: z.number().int(),
  examples: z.array(changedMessageSchema),
});
export type ShadowReport = z.infer<typeof shadowReportSchema>;

export const driftSchema = z.object({
  /** `too-few`: not enough messages to say anything. */
  state: z.enum(['steady', 'drifting', 'too-few']),
  alerts: z.array(z.enum(['confidence', 'out-of-scope', 'language'])),
  recent: trafficSchema,
  reference: trafficSchema.nullable(),
});
export type Drift = z.infer<typeof driftSchema>;

/**
 * The live model cannot be used: it was made for another version of the desk (`format`) or of the encoder, or its files
 * are corrupt or missing. It is trained again by itself; until then messages are answered without intents.
 */
export const renewalSchema = z.object({
  fault: z.enum(['format', 'encoder', 'corrupt', 'missing']),
  /** The training that replaces it; null before it begins. */
  job: trainingJobSchema.nullable(),
});
export type Renewal = z.infer<typeof renewalSchema>;

/** What the files of models take. */
export const modelStorageSchema = z.object({
  /** By model, and of everything in the folder of artifacts. */
  models: z.record(z.string(), z.number().int()),
  bytes: z.number().int(),
  /** Left on the disk; null when it cannot be told. */
  freeBytes: z.number().int().nullable(),
});
export type ModelStorage = z.infer<typeof modelStorageSchema>;

/** GET /v1/models. */
export const modelsSchema = z.object({
  items: z.array(modelVersionSchema),
  liveId: idSchema.nullable(),
  shadow: shadowReportSchema.nullable(),
  /** Where a rollback leads. */
  previousId: idSchema.nullable(),
  promotions: z.array(promotionSchema),
  drift: driftSchema,
  /** Null while the live model serves. */
  renewal: renewalSchema.nullable(),
  automation: automationSchema,
  storage: modelStorageSchema,
});
export type Models = z.infer<typeof modelsSchema>;
