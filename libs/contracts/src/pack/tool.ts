import { z } from 'zod';

/** What a tool may know about the visitor. It comes from the session and never from the conversation's text. */
export const toolSessionSchema = z.object({
  visitorId: z.string(),
  customerId: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
});
export type ToolSession = z.infer<typeof toolSessionSchema>;

export const toolArgumentSchema = z
  .object({
    type: z.enum(['string', 'integer', 'number', 'boolean', 'date', 'json']),
    /** For a person and for a model: what it is and how it looks. */
    description: z.string().min(1).max(300),
    optional: z.boolean().default(false),
    /** The only values that are allowed. */
    values: z.array(z.string()).min(1).optional(),
    /** Of `json`: the JSON Schema that the value has to satisfy. */
    schema: z.record(z.string(), z.json()).optional(),
    /** Bounds of a number, or of a string's length. */
    min: z.number().optional(),
    max: z.number().optional(),
    /** Identity: bound by the desk. Neither a procedure nor a model can set it. */
    from: z.enum(['session.customerId', 'session.visitorId', 'session.email', 'session.name']).optional(),
  })
  .strict();
export type ToolArgument = z.infer<typeof toolArgumentSchema>;

/** A tool as procedures, the LLM agent and people see it; what runs it is a driver's business. */
export const toolDescriptionSchema = z.object({
  name: z
    .string()
    .max(64)
    .regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and "_"'),
  description: z.string().min(1).max(500),
  /** A `write` changes something outside the conversation: it runs at most once and only after a confirmation. */
  risk: z.enum(['read', 'write']),
  arguments: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/), toolArgumentSchema).default({}),
});
export type ToolDescription = z.infer<typeof toolDescriptionSchema>;

/** What a tool gave: a value, or a stable code and words for the trace. Codes of the desk itself are listed here. */
export const toolOutcomeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.record(z.string(), z.json()) }),
  z.object({ ok: z.literal(false), code: z.string(), detail: z.string() }),
]);
export type ToolOutcome = z.infer<typeof toolOutcomeSchema>;
export type ToolValue = Extract<ToolOutcome, { ok: true }>['value'];

/** One call as the trace keeps it. */
export const toolCallSchema = z.object({
  tool: z.string(),
  risk: z.enum(['read', 'write']),
  arguments: z.record(z.string(), z.json()),
  /** "ok", or the code of what went wrong. */
  outcome: z.string(),
  detail: z.string().default(''),
  ms: z.number(),
  /** The call had been made in an earlier turn that did not end; its result was used, nothing ran again. */
  repeated: z.boolean().default(false),
  /** The approval it waits for or ran under, and who decided. */
  approval: z.object({ id: z.string(), by: z.string().nullable() }).nullish(),
});
export type ToolCall = z.infer<typeof toolCallSchema>;
