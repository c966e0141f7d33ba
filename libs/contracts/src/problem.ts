import { z } from 'zod';

/** Stable codes of everything that can be refused. The words may change, a code never does. */
export const problemCodeSchema = z.enum([
  'bad-request',
  'body-too-large',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'not-owner',
  'conversation-resolved',
  'precondition-required',
  'precondition-failed',
  'rate-limited',
  'unknown-event',
  'unavailable',
  'internal',
]);
export type ProblemCode = z.infer<typeof problemCodeSchema>;

/** Problem details for HTTP APIs, RFC 9457. Sockets carry the same object in acknowledgements. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: problemCodeSchema,
  detail: z.string(),
  /** Which input is wrong, as a path such as `text` or `visitor.email`. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retryAfterSeconds: z.number().int().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
