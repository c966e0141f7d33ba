import { z } from 'zod';

/** Something in the text that has a value: half-open in UTF-16 units. */
const at = { start: z.number().int().nonnegative(), end: z.number().int().positive(), text: z.string() };

/** An amount of money; the currency (ISO 4217) is null when none was named. */
export const moneySchema = z.object({ amount: z.number(), currency: z.string().nullable() });
export type Money = z.infer<typeof moneySchema>;

/**
 * `date` has an ISO date, `amount` money, `quantity` a number, `email` an address in lower case, `phone` E.164. Other
 * types are the workspace's own (order, product): the value is the number in its form, or the thing's own name.
 */
export const entitySchema = z.object({
  type: z.string(),
  ...at,
  value: z.union([z.string(), z.number(), moneySchema]),
});
export type Entity = z.infer<typeof entitySchema>;
