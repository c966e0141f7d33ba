import type { ToolArgument, ToolDescription, ToolSession } from '@switchboard/contracts';
import { z } from 'zod';
import type { Json } from './openapi/json-value';
import type { ToolArguments } from './tool';

const longestString = 1_000;

/** What a caller gives: the arguments that are not identity. Unknown ones are refused. */
export function argumentsSchema(description: ToolDescription) {
  const open = Object.entries(description.arguments).filter(([, argument]) => argument.from === undefined);
  return z.strictObject(
    Object.fromEntries(
      open.map(([name, argument]) => {
        const schema = valueSchema(argument).describe(argument.description);
        return [name, argument.optional ? schema.optional() : schema];
      }),
    ),
  );
}

/** The same as JSON Schema, for a model that calls tools. */
export function argumentsJsonSchema(description: ToolDescription): object {
  const schema = z.toJSONSchema(argumentsSchema(description), { unrepresentable: 'any' });
  for (const [name, { type, from, schema: own, description: words }] of Object.entries(description.arguments))
    if (type === 'json' && from === undefined)
      Object.assign(schema.properties ?? {}, { [name]: { ...own, description: words } });
  return schema;
}

export type BoundArguments =
  { ok: true; args: ToolArguments } | { ok: false; code: 'bad-arguments' | 'not-identified'; detail: string };

/** Checks what a caller gives and adds what the session knows. Whatever a caller says of an identity is refused. */
export function bindArguments(description: ToolDescription, given: unknown, session: ToolSession): BoundArguments {
  const parsed = argumentsSchema(description).safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    return { ok: false, code: 'bad-arguments', detail: `${path}${issue?.message}` };
  }
  const args: Record<string, Json> = {};
  for (const [name, value] of Object.entries(parsed.data)) if (value !== undefined) args[name] = value as Json;
  for (const [name, { from, optional }] of Object.entries(description.arguments)) {
    if (from === undefined) continue;
    const value = identity(from, session);
    if (value !== null) args[name] = value;
    else if (!optional) return { ok: false, code: 'not-identified', detail: `the session has no ${from.slice(8)}` };
  }
  return { ok: true, args };
}

function identity(from: NonNullable<ToolArgument['from']>, session: ToolSession): string | null {
  switch (from) {
    case 'session.customerId':
      return session.customerId;
    case 'session.visitorId':
      return session.visitorId;
    case 'session.email':
      return session.email;
    case 'session.name':
      return session.name;
  }
}

function valueSchema(argument: ToolArgument): z.ZodType {
  const { type, values, min, max } = argument;
  switch (type) {
    case 'json':
      return z.fromJSONSchema((argument.schema ?? {}) as never);
    case 'boolean':
      return z.boolean();
    case 'date':
      return z.iso.date();
    case 'string': {
      if (values !== undefined) return z.enum(values);
      return z
        .string()
        .trim()
        .min(min ?? 1)
        .max(max ?? longestString);
    }
    case 'integer':
    case 'number': {
      const number = type === 'integer' ? z.int() : z.number();
      return number.min(min ?? Number.MIN_SAFE_INTEGER).max(max ?? Number.MAX_SAFE_INTEGER);
    }
  }
}
