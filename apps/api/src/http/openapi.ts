import * as contracts from '@switchboard/contracts';
import { z } from 'zod';
import { assistOperations } from './operations/assist-operations';
import { conversationsOperations } from './operations/conversations-operations';
import { gapsOperations } from './operations/gaps-operations';
import { healthOperations } from './operations/health-operations';
import { knowledgeOperations } from './operations/knowledge-operations';
import { llmOperations } from './operations/llm-operations';
import { languagesOperations } from './operations/languages-operations';
import { learningOperations } from './operations/learning-operations';
import { sessionsOperations } from './operations/sessions-operations';
import { toolsOperations } from './operations/tools-operations';
import { teamOperations } from './operations/team-operations';
import { settingsOperations } from './operations/settings-operations';
import { sourcesOperations } from './operations/sources-operations';
import type { Operation } from './operations/operation';

const operations: Operation[] = [
  ...sessionsOperations,
  ...conversationsOperations,
  ...assistOperations,
  ...knowledgeOperations,
  ...sourcesOperations,
  ...llmOperations,
  ...toolsOperations,
  ...learningOperations,
  ...languagesOperations,
  ...gapsOperations,
  ...settingsOperations,
  ...teamOperations,
  ...healthOperations,
];

let document: object | null = null;

/** The OpenAPI 3.1 document, made from the contracts. */
export function openApiDocument(): object {
  document ??= {
    openapi: '3.1.0',
    info: {
      title: 'Switchboard',
      version: '1',
      description: 'Errors are problem details (RFC 9457) with a stable `code`.',
    },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key with scopes.' },
        session: { type: 'apiKey', in: 'cookie', name: 'switchboard_session', description: 'An agent’s session.' },
      },
      schemas: { Problem: jsonSchema(contracts.problemSchema, 'output') },
    },
    paths: paths(),
  };
  return document;
}

function paths(): Record<string, Record<string, object>> {
  const result: Record<string, Record<string, object>> = {};
  for (const operation of operations) (result[operation.path] ??= {})[operation.method] = describe(operation);
  return result;
}

const pathSchemas: Record<string, object> = {
  seq: { type: 'integer', minimum: 0 },
  name: { type: 'string', maxLength: 64 },
};

function describe({ path, summary, security, body, query, ifMatch, response, status = 200 }: Operation): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: pathSchemas[match[1] ?? ''] ?? { type: 'string', format: 'uuid' },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: jsonSchema(schema, 'input'),
  }));
  const inHeader =
    ifMatch === true ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }] : [];
  const problem = {
    description: 'Refused',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    summary,
    security: security === 'none' ? [] : security === 'key' ? [{ key: [] }, { session: [] }] : [{ session: [] }],
    parameters: [...inPath, ...inQuery, ...inHeader],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } } }),
    responses: {
      [status]: {
        description: 'Done',
        ...(response === undefined
          ? {}
          : { content: { 'application/json': { schema: jsonSchema(response, 'output') } } }),
      },
      default: problem,
    },
  };
}

function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
