import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';

/** An option's value by its contract; a wrong one ends the command as wrong usage, with what was expected. */
export const parsedBy =
  <T>(schema: z.ZodType<T>) =>
  (value: string): T => {
    const { success, data, error } = schema.safeParse(value);
    if (success) return data;
    throw new InvalidArgumentError(error.issues.map(({ message }) => message).join(', '));
  };
