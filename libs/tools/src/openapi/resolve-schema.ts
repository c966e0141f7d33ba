import { type Json, type JsonObject, isObject } from './json-value';

const deepest = 8;
/** Said of a schema in OpenAPI and nothing that a value is checked against. */
const decoration = new Set([
  'example',
  'examples',
  'xml',
  'externalDocs',
  'discriminator',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$comment',
  'title',
]);

/** A reference that leaves the document, or leads nowhere. */
export class ReferenceError extends Error {
  readonly code = 'bad-reference';
  constructor(readonly reference: string) {
    super(`the reference ${reference.slice(0, 120)} does not lead to a place in this document`);
  }
}

/** What a `$ref` of the document stands for. Only references within it are followed. Throws ReferenceError. */
export function follow(document: JsonObject, value: Json | undefined, hops = 0): Json | undefined {
  if (!isObject(value) || typeof value['$ref'] !== 'string') return value;
  const reference = value['$ref'];
  if (!reference.startsWith('#/') || hops > deepest) throw new ReferenceError(reference);
  let found: Json | undefined = document;
  for (const part of reference.slice(2).split('/')) {
    const key = decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~');
    found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  if (found === undefined) throw new ReferenceError(reference);
  return follow(document, found, hops + 1);
}

/**
 * An OpenAPI 3.0 or 3.1 schema as plain JSON Schema without references. What nests deeper than eight levels, or in
 * itself, takes any value there. Throws ReferenceError.
 */
export function resolveSchema(document: JsonObject, schema: Json | undefined, depth = 0): JsonObject {
  const found = follow(document, schema);
  if (!isObject(found) || depth > deepest) return {};
  const resolved: JsonObject = {};
  for (const [key, value] of Object.entries(found)) {
    if (decoration.has(key) || key.startsWith('x-') || key === 'nullable') continue;
    resolved[key] = resolveKeyword(document, key, value, depth);
  }
  return modernBounds(found['nullable'] === true ? orNull(resolved) : resolved);
}

function resolveKeyword(document: JsonObject, key: string, value: Json, depth: number): Json {
  const inner = (item: Json): Json => resolveSchema(document, item, depth + 1);
  if (['properties', 'patternProperties'].includes(key) && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inner(item)]));
  if (['items', 'additionalProperties', 'not'].includes(key)) return isObject(value) ? inner(value) : value;
  if (['allOf', 'anyOf', 'oneOf', 'prefixItems'].includes(key) && Array.isArray(value)) return value.map(inner);
  return value;
}

/** OpenAPI 3.0 says with `nullable` what JSON Schema says with a type. */
function orNull(schema: JsonObject): JsonObject {
  if (Array.isArray(schema['enum'])) return { anyOf: [schema, { type: 'null' }] };
  return typeof schema['type'] === 'string' ? { ...schema, type: [schema['type'], 'null'] } : schema;
}

/** OpenAPI 3.0 has a flag where JSON Schema has the bound itself. */
function modernBounds(schema: JsonObject): JsonObject {
  const { exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const bounds: JsonObject = {};
  if (typeof exclusiveMinimum === 'number') bounds['exclusiveMinimum'] = exclusiveMinimum;
  if (typeof exclusiveMaximum === 'number') bounds['exclusiveMaximum'] = exclusiveMaximum;
  if (exclusiveMinimum === true && typeof rest['minimum'] === 'number') bounds['exclusiveMinimum'] = rest['minimum'];
  if (exclusiveMaximum === true && typeof rest['maximum'] === 'number') bounds['exclusiveMaximum'] = rest['maximum'];
  if (bounds['exclusiveMinimum'] !== undefined && exclusiveMinimum === true) delete rest['minimum'];
  if (bounds['exclusiveMaximum'] !== undefined && exclusiveMaximum === true) delete rest['maximum'];
  return { ...rest, ...bounds };
}
