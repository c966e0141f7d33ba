import { z } from 'zod';

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
/** "60 minutes", "30 days". */
export const spanSchema = z.string().regex(/^\d{1,4} (?:minute|hour|day|week)s?$/, 'a span such as "60 minutes"');

/** What a value is compared with: itself, one of several, or a comparison. All that are named must hold. */
const testSchema = z.union([
  scalarSchema,
  z.array(scalarSchema).min(1),
  z
    .object({
      not: z.union([scalarSchema, z.array(scalarSchema).min(1)]).optional(),
      over: z.number().optional(),
      under: z.number().optional(),
      atLeast: z.number().optional(),
      atMost: z.number().optional(),
      /** A time that is at most so long ago. */
      within: spanSchema.optional(),
      /** A time that is longer ago. */
      olderThan: spanSchema.optional(),
      known: z.boolean().optional(),
    })
    .strict()
    .refine((test) => Object.keys(test).length > 0, 'the comparison is empty'),
]);
export type ConditionTest = z.infer<typeof testSchema>;

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  /** Path of a slot or of a tool's result → test. */
  | { [path: string]: ConditionTest };

/** A condition over slots and results, as data: {"found.state": [placed, packing], "found.total": {under: 500}}. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.object({ all: z.array(conditionSchema).min(1) }).strict(),
    z.object({ any: z.array(conditionSchema).min(1) }).strict(),
    z.record(z.string().regex(/^[a-z][\w.]*$/, 'the path of a value'), testSchema),
  ]),
) as z.ZodType<Condition>;
