import { z } from 'zod';
import { conditionSchema } from './condition';
import { localTextSchema } from './local-text';

const nameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and "_"');
const labelSchema = nameSchema;

/** Something a procedure needs to know from the visitor. */
export const slotSchema = z
  .object({
    /**
     * text, choice, yes-no, date, amount, quantity, email, phone, or a type of the workspace's vocabulary, such as
     * order or product.
     */
    type: z.string().regex(/^[a-z][a-z-]*$/),
    ask: localTextSchema,
    /** Said when the answer could not be read or is not allowed; the question itself without it. */
    again: localTextSchema.optional(),
    /** So many questions in a row without a usable answer hand the conversation to a person. */
    tries: z.number().int().min(1).max(5).default(3),
    /** Of a choice: what can be chosen. Each becomes a button. */
    options: z
      .array(
        z
          .object({
            value: z.string(),
            label: localTextSchema,
            /** Other words for it. */
            words: z.array(z.string()).default([]),
          })
          .strict(),
      )
      .min(2)
      .max(8)
      .optional(),
    /** Of a choice among what a tool has found: the path of the list, the field that is chosen, how it is shown. */
    among: z.object({ list: z.string(), value: z.string(), label: localTextSchema }).strict().optional(),
    /** Where it may come from without asking: what was said, the whole opening message, the session, or nowhere. */
    fill: z.enum(['said', 'message', 'session.email', 'session.name', 'never']).default('said'),
    /** How visitors call it, for "not that order": change of mind without a new value. */
    names: z.array(z.string()).default([]),
    min: z.number().optional(),
    max: z.number().optional(),
    /** Bounds of a date. */
    from: z.literal('today').optional(),
    until: z.literal('today').optional(),
    /** A form that a text must have: # digit, @ letter, ? either; spaces, hyphens and case do not count. */
    form: z.string().optional(),
  })
  .strict();
export type Slot = z.infer<typeof slotSchema>;

const step = { id: labelSchema.optional() };
const go = { go: labelSchema.optional() };
const argumentValue = z.union([z.string(), z.number(), z.boolean()]);

/** One step. They run in order; `go` jumps to the step with that id. */
export const procedureStepSchema = z.union([
  z.object({ ...step, ask: nameSchema }).strict(),
  z
    .object({
      ...step,
      call: nameSchema,
      /** Arguments; "{order}" is a slot, "{found.id}" a part of a result. */
      with: z.record(nameSchema, argumentValue).default({}),
      into: nameSchema.optional(),
      /** Asked before the call. A tool that writes is never called without. */
      confirm: localTextSchema.optional(),
      /** Where "no" leads; without it the procedure ends and says that nothing was changed. */
      declined: labelSchema.optional(),
      /** Where a failure's code leads; "other" is every code that is not named. Without it a person takes over. */
      failed: z.record(z.string(), labelSchema).default({}),
    })
    .strict(),
  z
    .object({
      ...step,
      when: z.array(z.object({ if: conditionSchema, go: labelSchema }).strict()).min(1),
      else: labelSchema.optional(),
    })
    .strict(),
  z.object({ ...step, ...go, say: localTextSchema }).strict(),
  z.object({ ...step, forget: z.array(nameSchema).min(1), go: labelSchema }).strict(),
  z.object({ ...step, 'hand-off': localTextSchema }).strict(),
  z.object({ ...step, done: z.union([localTextSchema, z.literal(true)]) }).strict(),
]);
export type ProcedureStep = z.infer<typeof procedureStepSchema>;

/** A deterministic flow as data. `packs check` and the desk parse it with this schema. */
export const procedureSchema = z
  .object({
    id: nameSchema,
    title: localTextSchema,
    /** Intents that start it. */
    intents: z.array(z.string()).default([]),
    /** Intents whose answer offers it as a button and does not start it. */
    offered: z.array(z.string()).default([]),
    /** "Cancel it" is this procedure's business and not the wish to leave it. */
    cancels: z.boolean().default(false),
    slots: z.record(nameSchema, slotSchema).default({}),
    steps: z.array(procedureStepSchema).min(1).max(60),
  })
  .strict()
  .superRefine(({ slots, steps }, context) => {
    const ids = steps.flatMap(({ id }) => id ?? []);
    const issue = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    ids.forEach((id, index) => ids.indexOf(id) < index && issue(['steps'], `two steps have the id ${id}`));
    steps.forEach((one, index) => {
      for (const label of labelsOf(one))
        if (!ids.includes(label)) issue(['steps', index], `there is no step ${label} to go to`);
      for (const slot of slotsOf(one)) if (!(slot in slots)) issue(['steps', index], `there is no slot ${slot}`);
    });
    const last = steps.at(-1);
    if (last !== undefined && !endsFlow(last)) issue(['steps', steps.length - 1], 'the last step leads nowhere');
    for (const [name, { type, options, among }] of Object.entries(slots))
      if ((type === 'choice') !== (options !== undefined || among !== undefined))
        issue(['slots', name], 'options or among, and type choice, belong together');
  });
export type Procedure = z.infer<typeof procedureSchema>;

function labelsOf(one: ProcedureStep): string[] {
  if ('when' in one) return [...one.when.map(({ go: label }) => label), ...(one.else === undefined ? [] : [one.else])];
  if ('call' in one) return [...Object.values(one.failed), ...(one.declined === undefined ? [] : [one.declined])];
  return 'go' in one && one.go !== undefined ? [one.go] : [];
}
function slotsOf(one: ProcedureStep): string[] {
  if ('ask' in one) return [one.ask];
  return 'forget' in one ? one.forget : [];
}
function endsFlow(one: ProcedureStep): boolean {
  return (
    'done' in one ||
    'hand-off' in one ||
    ('go' in one && one.go !== undefined) ||
    ('when' in one && one.else !== undefined)
  );
}

/** Where a running procedure stands; stored with the conversation between turns. */
export const procedureStateSchema = z.object({
  procedure: z.string(),
  /** Names this run; keys of its tool calls begin with it. */
  run: z.string(),
  /** Index of the step that waits for the visitor. */
  at: z.number().int(),
  waits: z.enum(['slot', 'confirmation']),
  slots: z.record(z.string(), z.object({ value: z.json(), text: z.string() })),
  results: z.record(z.string(), z.json()),
  /** Questions asked in a row without a usable answer. */
  tries: z.number().int(),
  /** Confirmations asked so far: a later one is another call of the tool. */
  confirmations: z.number().int(),
  language: z.string(),
});
export type ProcedureState = z.infer<typeof procedureStateSchema>;
