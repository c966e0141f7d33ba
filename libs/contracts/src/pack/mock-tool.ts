import { z } from 'zod';
import { toolDescriptionSchema } from './tool';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** Field → value. "$order" is the call's argument of that name, "$now" and "$today" are times. */
const fields = z.record(z.string(), scalar);

/** What must hold of the record, or the call fails with `code`. */
const requirement = z
  .object({ field: z.string(), in: z.array(scalar).min(1), code: z.string().default('refused') })
  .strict();

const target = {
  where: fields,
  /** Who may see it: one of these fields must match. Keeps a guessed number from showing somebody's order. */
  proof: fields.optional(),
  require: z.array(requirement).default([]),
  /** Fields that a caller sees; all without it. */
  show: z.array(z.string()).optional(),
};

/** What a mock tool does to the records of its collection. */
export const mockActionSchema = z.union([
  z.object({ find: z.string(), ...target }).strict(),
  z.object({ list: z.string(), ...target, limit: z.number().int().min(1).max(20).default(5) }).strict(),
  z.object({ update: z.string(), ...target, set: fields }).strict(),
  z
    .object({
      create: z.string(),
      /** The new record's id: each # becomes a digit. */
      id: z.string().regex(/#/, 'at least one # for a digit'),
      set: fields,
      show: z.array(z.string()).optional(),
    })
    .strict(),
]);
export type MockAction = z.infer<typeof mockActionSchema>;

/** A tool of a pack's tools.yaml: its description and what stands in for the company's system. */
export const mockToolSchema = toolDescriptionSchema.extend({ mock: mockActionSchema }).strict();
export type MockTool = z.infer<typeof mockToolSchema>;

/** A file of a pack's data/: records with an id of their own. "now-20m" and "today+3d" stay that far from the present. */
export const mockDataSchema = z.array(z.looseObject({ id: z.string() }));
export type MockRecord = Record<string, unknown> & { id: string };
