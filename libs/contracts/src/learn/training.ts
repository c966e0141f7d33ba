import { z } from 'zod';
import { idSchema } from '../primitives';
import { findingsSchema } from './findings';

/** `train` makes a model of a version, `check` looks for what is wrong with its rows. */
export const jobKindSchema = z.enum(['train', 'check']);
export type JobKind = z.infer<typeof jobKindSchema>;
export const trainingMethodSchema = z.enum(['head', 'finetune']);
export type TrainingMethod = z.infer<typeof trainingMethodSchema>;
export const jobStatusSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobStatus = z.infer<typeof jobStatusSchema>;

/** One point of the curve. `step` counts the points from 0; a loss is of training, an accuracy of held-out rows. */
export const trainingPointSchema = z.object({
  stage: z.string(),
  step: z.number().int(),
  loss: z.number().optional(),
  accuracy: z.number().optional(),
});
export type TrainingPoint = z.infer<typeof trainingPointSchema>;

/** POST /v1/training. Without a version the rows as they are become one. */
export const startJobSchema = z.object({
  kind: jobKindSchema.default('train'),
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
  modelId: idSchema.nullable(),
  requestedBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type TrainingJob = z.infer<typeof trainingJobSchema>;
export const jobListSchema = z.object({ items: z.array(trainingJobSchema) });

/** GET /v1/dataset/findings: of the latest check that ended; `outdated` when the rows have changed since. */
export const findingsReportSchema = z.object({
  job: trainingJobSchema.nullable(),
  findings: findingsSchema.nullable(),
  outdated: z.boolean(),
});
export type FindingsReport = z.infer<typeof findingsReportSchema>;
