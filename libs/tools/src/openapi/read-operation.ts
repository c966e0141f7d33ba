import type { HttpRequestShape, ToolArgument } from '@switchboard/contracts';
import { z } from 'zod';
import { type Json, type JsonObject, isObject } from './json-value';
import { follow, resolveSchema } from './resolve-schema';

/** One operation of a document, ready to become a tool; or why it cannot. */
export interface ApiOperation {
  /** Lower-case letters, digits and "_". */
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  description: string;
  risk: 'read' | 'write';
  arguments: Record<string, ToolArgument>;
  request: HttpRequestShape;
  /** In words, where it cannot be called. */
  problem: string | null;
}

interface Found {
  path: string;
  method: ApiOperation['method'];
  item: JsonObject;
  operation: JsonObject;
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'body' | 'whole-body';
  schema: JsonObject;
  description: string;
  isRequired: boolean;
}

const mostArguments = 40;
const longestDescription = 300;
/** Set by the desk itself. */
const ownHeaders = ['authorization', 'accept', 'content-type', 'cookie', 'host', 'idempotency-key', 'user-agent'];

export function readOperation(document: JsonObject, { path, method, item, operation }: Found): ApiOperation {
  const told = typeof operation['summary'] === 'string' ? operation['summary'] : operation['description'];
  const base = {
    id: nameOf(typeof operation['operationId'] === 'string' ? operation['operationId'] : `${method} ${path}`),
    method,
    path,
    description: (typeof told === 'string' && told.trim() !== '' ? told : `${method.toUpperCase()} ${path}`).slice(
      0,
      400,
    ),
    risk: method === 'get' ? ('read' as const) : ('write' as const),
  };
  const nothing = { arguments: {}, request: { method, path, places: {} } };
  try {
    const parameters = [...readParameters(document, item, operation), ...readBody(document, operation)];
    if (parameters.length > mostArguments)
      return { ...base, ...nothing, problem: `it has more than ${mostArguments} arguments` };
    return { ...base, ...describe(parameters, { method, path }), problem: null };
  } catch (error) {
    return { ...base, ...nothing, problem: error instanceof Error ? error.message.slice(0, 200) : String(error) };
  }
}

const nameOf = (text: string): string =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .replace(/^(?=[0-9]|$)/, 'call_')
    .slice(0, 44);

function readParameters(document: JsonObject, item: JsonObject, operation: JsonObject): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const list of [item['parameters'], operation['parameters']]) {
    for (const entry of Array.isArray(list) ? list : []) {
      const parameter = follow(document, entry);
      if (!isObject(parameter) || typeof parameter['name'] !== 'string') continue;
      const { name, in: place, description, required } = parameter;
      if (place === 'cookie') throw new Error(`the cookie ${name} is not supported`);
      if (place !== 'path' && place !== 'query' && place !== 'header') continue;
      if (place === 'header' && ownHeaders.includes(name.toLowerCase())) continue;
      found.set(`${place} ${name}`, {
        name,
        in: place,
        schema: resolveSchema(document, parameter['schema']),
        description: wordsOf(description, name),
        isRequired: required === true || place === 'path',
      });
    }
  }
  return [...found.values()];
}

/** A JSON object's properties become arguments of their own; any other body is one argument. */
function readBody(document: JsonObject, operation: JsonObject): Parameter[] {
  const body = follow(document, operation['requestBody']);
  if (!isObject(body)) return [];
  const content = body['content'];
  const json = isObject(content)
    ? Object.entries(content).find(([type]) => /^application\/([\w.+-]*\+)?json\b/i.test(type))?.[1]
    : undefined;
  if (!isObject(json)) throw new Error('its body is not JSON');
  const schema = resolveSchema(document, json['schema']);
  const isRequired = body['required'] === true;
  const properties = schema['properties'];
  if (
    !isObject(properties) ||
    schema['allOf'] !== undefined ||
    schema['oneOf'] !== undefined ||
    schema['anyOf'] !== undefined
  )
    return [{ name: 'body', in: 'whole-body', schema, description: wordsOf(body['description'], 'body'), isRequired }];
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'body',
    schema: isObject(property) ? property : {},
    description: wordsOf(isObject(property) ? property['description'] : undefined, name),
    isRequired: isRequired && required.includes(name),
  }));
}

const wordsOf = (description: Json | undefined, name: string): string =>
  typeof description === 'string' && description.trim() !== ''
    ? description.trim().slice(0, longestDescription)
    : name.replace(/[_-]+/g, ' ').slice(0, longestDescription);

function describe(parameters: readonly Parameter[], { method, path }: Pick<ApiOperation, 'method' | 'path'>) {
  const named: Record<string, ToolArgument> = {};
  const places: HttpRequestShape['places'] = {};
  for (const { name, in: place, schema, description, isRequired } of parameters) {
    const key = keyOf(name, place, named);
    // Said at the import, not at the first call.
    z.fromJSONSchema(schema as never);
    named[key] = { type: 'json', description, optional: !isRequired, schema };
    places[key] = { in: place, name };
  }
  for (const [, part = ''] of path.matchAll(/\{([^}]+)\}/g))
    if (!Object.values(places).some((place) => place.in === 'path' && place.name === part))
      throw new Error(`its address has {${part}}, which is not described`);
  return { arguments: named, request: { method, path, places } };
}

/** What models take as the name of an argument, once. */
function keyOf(name: string, place: Parameter['in'], taken: object): string {
  const plain = name
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(?=[^A-Za-z_])/, '_')
    .slice(0, 50);
  return Object.hasOwn(taken, plain) ? `${place.replace('-', '_')}_${plain}` : plain;
}
