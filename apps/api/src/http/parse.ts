import { idSchema } from '@switchboard/contracts';
import type { z } from 'zod';
import { ProblemError } from './problem-error';

/** Parses what came from outside with its contract. Throws a `bad-request` problem that names each wrong field. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }));
  const detail = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  throw new ProblemError('bad-request', detail, { errors });
}

/** An id that cannot be one names nothing: 404, as for another workspace's. */
export function known(id: string): string {
  if (idSchema.safeParse(id).success) return id;
  throw new ProblemError('not-found', 'there is nothing under this id');
}
