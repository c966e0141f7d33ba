import * as contracts from '@switchboard/contracts';
import { z } from 'zod';

interface Operation {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  security: 'none' | 'key' | 'session';
  body?: z.ZodType;
  query?: z.ZodObject;
  response?: z.ZodType;
  status?: number;
}

const conversation = '/v1/conversations/{id}';

const operations: Operation[] = [
  {
    method: 'post',
    path: '/v1/widget/sessions',
    summary: 'Open or continue a visitor’s session',
    security: 'none',
    body: contracts.widgetSessionRequestSchema,
    response: contracts.widgetSessionSchema,
  },
  {
    method: 'post',
    path: '/v1/agent/session',
    summary: 'Sign an agent in',
    security: 'none',
    body: contracts.signInSchema,
    response: contracts.agentSchema,
  },
  {
    method: 'get',
    path: '/v1/agent/session',
    summary: 'Who is signed in',
    security: 'session',
    response: contracts.agentSchema,
  },
  { method: 'delete', path: '/v1/agent/session', summary: 'Sign out', security: 'session', status: 204 },
  {
    method: 'put',
    path: '/v1/agent/password',
    summary: 'Choose a password',
    security: 'session',
    body: contracts.changePasswordSchema,
    response: contracts.agentSchema,
  },
  {
    method: 'post',
    path: '/v1/conversations',
    summary: 'Begin a conversation',
    security: 'key',
    body: contracts.createConversationSchema,
    response: contracts.conversationSchema,
    status: 201,
  },
  {
    method: 'get',
    path: '/v1/conversations',
    summary: 'Conversations, last changed first',
    security: 'key',
    query: contracts.listConversationsSchema,
    response: contracts.conversationPageSchema,
  },
  {
    method: 'get',
    path: conversation,
    summary: 'One conversation',
    security: 'key',
    response: contracts.conversationSchema,
  },
  {
    method: 'get',
    path: `${conversation}/messages`,
    summary: 'Messages after a sequence number',
    security: 'key',
    query: contracts.listMessagesSchema,
    response: contracts.messagePageSchema,
  },
  {
    method: 'post',
    path: `${conversation}/messages`,
    summary: 'Add a visitor’s or an agent’s message',
    security: 'key',
    body: contracts.createMessageSchema,
    response: contracts.messageSchema,
    status: 201,
  },
  {
    method: 'post',
    path: `${conversation}/request-person`,
    summary: 'Ask for a person',
    security: 'key',
    response: contracts.conversationSchema,
  },
  {
    method: 'post',
    path: `${conversation}/take-over`,
    summary: 'Take the conversation over',
    security: 'session',
    response: contracts.conversationSchema,
  },
  {
    method: 'post',
    path: `${conversation}/give-back`,
    summary: 'Give the conversation back to the bot',
    security: 'session',
    response: contracts.conversationSchema,
  },
  {
    method: 'post',
    path: `${conversation}/resolve`,
    summary: 'Resolve the conversation',
    security: 'session',
    response: contracts.conversationSchema,
  },
  {
    method: 'get',
    path: `${conversation}/turns/{turnId}`,
    summary: 'Why the bot did what it did',
    security: 'key',
    response: contracts.traceSchema,
  },
  {
    method: 'get',
    path: '/v1/documents/{id}',
    summary: 'A source of answers',
    security: 'key',
    response: contracts.documentSchema,
  },
  {
    method: 'get',
    path: '/v1/status',
    summary: 'Figures of the running process',
    security: 'key',
    response: contracts.statusSchema,
  },
  { method: 'get', path: '/health/live', summary: 'The process runs', security: 'none' },
  {
    method: 'get',
    path: '/health/ready',
    summary: 'The desk can serve, or why not',
    security: 'none',
    response: contracts.readinessSchema,
  },
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

function describe({ path, summary, security, body, query, response, status = 200 }: Operation): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: jsonSchema(schema, 'input'),
  }));
  const problem = {
    description: 'Refused',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    summary,
    security: security === 'none' ? [] : security === 'key' ? [{ key: [] }, { session: [] }] : [{ session: [] }],
    parameters: [...inPath, ...inQuery],
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
