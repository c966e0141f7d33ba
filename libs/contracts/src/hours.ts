import { z } from 'zod';

const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like 08:00');

/** When people are there, by weekday (1 = Monday … 7 = Sunday); a day left out is closed. Empty `days`: always. */
export const hoursSchema = z.object({
  timezone: z.string().default('UTC'),
  days: z
    .partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.tuple([clockTimeSchema, clockTimeSchema]))
    .default({}),
});
export type Hours = z.infer<typeof hoursSchema>;
