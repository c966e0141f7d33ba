import { z } from 'zod';

const paymentMethodSchema = z.looseObject({ id: z.string(), source: z.string(), balance: z.number().optional() });
const addressSchema = z.looseObject({ address1: z.string(), zip: z.string() });
const itemSchema = z.looseObject({
  name: z.string(),
  product_id: z.string(),
  item_id: z.string(),
  price: z.number(),
  options: z.record(z.string(), z.string()),
});
const paymentSchema = z.looseObject({
  transaction_type: z.string(),
  amount: z.number(),
  payment_method_id: z.string(),
});

/** The database of a shop in the form of tau's retail domain. What is not listed here is carried along. */
export const retailDatabaseSchema = z.object({
  products: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      product_id: z.string(),
      variants: z.record(
        z.string(),
        z.looseObject({
          item_id: z.string(),
          options: z.record(z.string(), z.string()),
          available: z.boolean(),
          price: z.number(),
        }),
      ),
    }),
  ),
  users: z.record(
    z.string(),
    z.looseObject({
      user_id: z.string(),
      name: z.looseObject({ first_name: z.string(), last_name: z.string() }),
      address: addressSchema,
      email: z.string(),
      payment_methods: z.record(z.string(), paymentMethodSchema),
    }),
  ),
  orders: z.record(
    z.string(),
    z.looseObject({
      order_id: z.string(),
      user_id: z.string(),
      address: addressSchema,
      items: z.array(itemSchema),
      status: z.string(),
      payment_history: z.array(paymentSchema),
    }),
  ),
});
export type RetailDatabase = z.infer<typeof retailDatabaseSchema>;
export type Order = RetailDatabase['orders'][string];
export type User = RetailDatabase['users'][string];
export type Variant = RetailDatabase['products'][string]['variants'][string];

/** A tool's refusal, in words for the model. */
export class RetailError extends Error {
  readonly code = 'retail-refused';
}
