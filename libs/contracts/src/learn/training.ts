import { z } from 'zod';
import { idSchema } from '../primitives';
import { findingsSchema } from './findings';

/**
 * `train` makes a model of a version, `check` looks for what is wrong with its rows, `measure` tries a model on its test
 * part.
 */
export const jobKindSchema = z.enum(['train', 'check', 'measure']);
export type JobKind = z.infer<typeof jobKindSchema>;
export const trainingMethodSchema = z.enum(['head', 'finetune']);
export type TrainingMethod = z.infer<typeof trainingMethodSchema>;
export const jobStatusSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobStatus = z.infer<typeof jobStatusSchema>;

/** One point of the curve. `step` counts the points from 0; a loss is of training, an accuracy of held-out rows. */
export const trainingPointSchema = z.object({
  stage: z.string(),
  step: z.number().int(),
  /** While the encoder is trained, from 1. */
  epoch: z.number().int().optional(),
  loss: z.number().optional(),
  accuracy: z.number().optional(),
});
export type TrainingPoint = z.infer<typeof trainingPointSchema>;

/** POST /v1/training. Without a version the rows as they are become one. */
export const startJobSchema = z.object({
  kind: jobKindSchema.extract(['train', 'check']).default('train'),
  method: trainingMethodSchema.default('head'),
  datasetVersion: z.number().int().positive().optional(),
  note: z.string().trim().max(200).default(''),
});
export type StartJob = z.infer<typeof startJobSchema>;

export const trainingJobSchema = z.object({
  id: idSchema,
  kind: jobKindSchema,
  datasetVersion: z.number().int(),
  method: trainingMethodSchema,
  status: jobStatusSchema,
  stage: z.string(),
  done: z.number().int(),
  total: z.number().int(),
  points: z.array(trainingPointSchema),
  /** Why it failed, in words for the person who started it. */
  error: z.string().nullable(),
  /** What was made, or is measured. */
  modelId: idSchema.nullable(),
  requestedBy: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type TrainingJob = z.infer<typeof trainingJobSchema>;
export const jobListSchema = z.object({
  items: z.array(trainingJobSchema),
  /** What a training on the rows as they are will about take, by method, judged by earlier ones on this machine. */
  expectedSeconds: z.record(trainingMethodSchema, z.number().int()),
});
export type JobList = z.infer<typeof jobListSchema>;

/** GET /v1/dataset/findings: of the latest check that ended; `outdated` when the rows have changed since. */
export const findingsReportSchema = z.object({
  job: trainingJobSchema.nullable(),
  findings: findingsSchema.nullable(),
  outdated: z.boolean(),
});
export type FindingsReport = z.infer<typeof findingsReportSchema>;
