import { limits } from '@switchboard/contracts';
import { parse } from 'yaml';
import { type Json, type JsonObject, isObject } from './json-value';
import { type ApiOperation, readOperation } from './read-operation';

/** The document is no OpenAPI 3.0 or 3.1, too large, or cannot be read. */
export class OpenApiError extends Error {
  readonly code = 'openapi-invalid';
}

export interface ApiDocument {
  title: string;
  /** Where it says that it is served; empty when it does not say it as an absolute address. */
  baseUrl: string;
  operations: ApiOperation[];
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const mostOperations = 500;

/** An OpenAPI document, JSON or YAML, as operations that can become tools. Throws OpenApiError. */
export function readOpenApi(text: string): ApiDocument {
  const document = parseDocument(text);
  const version = document['openapi'];
  if (typeof version !== 'string' || !/^3\.[01](\.|$)/.test(version))
    throw new OpenApiError('this is no OpenAPI 3.0 or 3.1 document ("openapi: 3.1.0" is missing)');
  const paths = document['paths'];
  if (!isObject(paths)) throw new OpenApiError('the document has no paths');
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    isObject(item)
      ? methods.flatMap((method) => {
          const operation = item[method];
          return isObject(operation) ? [readOperation(document, { path, method, item, operation })] : [];
        })
      : [],
  );
  if (operations.length === 0) throw new OpenApiError('the document has no operations');
  if (operations.length > mostOperations)
    throw new OpenApiError(`the document has ${operations.length} operations; ${mostOperations} are read at most`);
  const info = document['info'];
  const title = isObject(info) && typeof info['title'] === 'string' ? info['title'].slice(0, 120) : 'API';
  return { title, baseUrl: serverOf(document), operations: distinct(operations) };
}

function parseDocument(text: string): JsonObject {
  if (Buffer.byteLength(text) > limits.openApiBytes)
    throw new OpenApiError(`a document may have ${limits.openApiBytes / 1024 / 1024} MB`);
  let value: unknown;
  try {
    // YAML is a superset of JSON. Aliases are bounded: a few of them can unfold to gigabytes.
    value = text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text, { maxAliasCount: 100 });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new OpenApiError(`it is neither JSON nor YAML: ${reason.slice(0, 200)}`, { cause: error });
  }
  if (!isObject(value)) throw new OpenApiError('the document is no object');
  return value;
}

function serverOf({ servers }: JsonObject): string {
  const [first] = Array.isArray(servers) ? (servers as Json[]) : [];
  const url = isObject(first) ? first['url'] : undefined;
  return typeof url === 'string' && /^https?:\/\/[^{}]+$/.test(url) ? url : '';
}

/** Two operations of one name are told apart by a number. */
function distinct(operations: ApiOperation[]): ApiOperation[] {
  const seen = new Map<string, number>();
  return operations.map((operation) => {
    const count = (seen.get(operation.id) ?? 0) + 1;
    seen.set(operation.id, count);
    return count === 1 ? operation : { ...operation, id: `${operation.id.slice(0, 40)}_${count}` };
  });
}
