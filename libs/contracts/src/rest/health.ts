import { z } from 'zod';

/** GET /health/ready: 200 when it can serve, 503 with the reasons until then. Missing parts say how to get them. */
export const readinessSchema = z.object({
  ready: z.boolean(),
  reasons: z.array(z.string()),
  parts: z.array(
    z.object({ part: z.string(), state: z.enum(['ready', 'loading', 'off', 'warning', 'failed']), detail: z.string() }),
  ),
});
export type Readiness = z.infer<typeof readinessSchema>;

/** GET /v1/status: figures of the running process, for benches and for people on call. */
export const statusSchema = z.object({
  version: z.string(),
  uptimeSeconds: z.number(),
  rssMb: z.number(),
  /** Event-loop delay since the last call, in milliseconds. */
  eventLoopDelayMs: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
  visitorsConnected: z.number().int(),
  agentsConnected: z.number().int(),
});
export type Status = z.infer<typeof statusSchema>;
