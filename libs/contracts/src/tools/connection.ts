import { z } from 'zod';
import { limits } from '../limits';
import { toolArgumentSchema, toolDescriptionSchema } from '../pack/tool';

/** How arguments become a request. */
export const httpRequestShapeSchema = z.object({
  method: z.enum(['get', 'post', 'put', 'patch', 'delete']),
  path: z.string(),
  /** Argument → where it goes, under which name. */
  places: z.record(
    z.string(),
    z.object({ in: z.enum(['path', 'query', 'header', 'body', 'whole-body']), name: z.string() }),
  ),
});
export type HttpRequestShape = z.infer<typeof httpRequestShapeSchema>;

/** A tool of a connection: an HTTP request, or a tool of an MCP server under the name that the server gives it. */
export const connectedToolSchema = z.object({
  description: toolDescriptionSchema,
  request: httpRequestShapeSchema.optional(),
  remoteName: z.string().optional(),
});
export type ConnectedTool = z.infer<typeof connectedToolSchema>;

/** `program`: an MCP server of this machine that the operator has named in a file. */
export const connectionKindSchema = z.enum(['openapi', 'mcp', 'program']);

/** Lower-case, part of the names of its tools. */
export const connectionNameSchema = z
  .string()
  .max(18)
  .regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and "_", at most 18');

/**
 * How the desk shows itself to the other side: a header whose value is stored encrypted, or stands in an environment
 * variable of the desk. Only variables whose name begins with TOOL_ can be named, so that no other secret can be sent away.
 */
export const connectionAuthSchema = z.object({
  header: z
    .string()
    .max(60)
    .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'the name of a header')
    .default('Authorization'),
  /** The whole value of the header, such as "Bearer …". It is never shown again. */
  secret: z
    .string()
    .min(1)
    .max(4_000)
    .regex(/^[\x20-\x7e]+$/, 'printable ASCII')
    .optional(),
  env: z
    .string()
    .max(80)
    .regex(/^TOOL_[A-Z0-9_]+$/, 'a name that begins with TOOL_')
    .optional(),
});
export type ConnectionAuth = z.infer<typeof connectionAuthSchema>;

const webAddress = z.url({ protocol: /^https?$/, error: 'an address such as https://api.example.com/v1' }).max(1_000);
const boundTo = toolArgumentSchema.shape.from.unwrap();

/** POST /v1/tool-connections/preview: what an OpenAPI document offers. */
export const previewOpenApiSchema = z
  .object({ document: z.string().max(limits.openApiBytes).optional(), url: webAddress.optional() })
  .refine(({ document, url }) => (document === undefined) !== (url === undefined), {
    error: 'either the document or its address',
  });
export const openApiPreviewSchema = z.object({
  /** To be sent again with the choice. */
  document: z.string(),
  title: z.string(),
  baseUrl: z.string(),
  operations: z.array(
    z.object({
      id: z.string(),
      method: z.string(),
      path: z.string(),
      description: z.string(),
      risk: z.enum(['read', 'write']),
      arguments: z.array(z.object({ name: z.string(), description: z.string(), optional: z.boolean() })),
      /** Why it cannot be called. */
      problem: z.string().nullable(),
    }),
  ),
});
export type OpenApiPreview = z.infer<typeof openApiPreviewSchema>;

/** POST /v1/tool-connections. One of the same name is replaced, with its tools. */
export const saveConnectionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('openapi'),
    name: connectionNameSchema,
    document: z.string().max(limits.openApiBytes),
    /** Where it is served; else what the document says. */
    baseUrl: webAddress.optional(),
    /** The operations that become tools, by id, and which arguments the desk binds; all that can be called without it. */
    operations: z
      .array(z.object({ id: z.string().max(60), bind: z.record(z.string().max(64), boundTo).default({}) }))
      .min(1)
      .max(60)
      .optional(),
    auth: connectionAuthSchema.nullable().default(null),
  }),
  z.object({
    kind: z.literal('mcp'),
    name: connectionNameSchema,
    url: webAddress,
    /** Which arguments the desk binds, by tool. */
    bind: z.record(z.string().max(64), z.record(z.string().max(64), boundTo)).default({}),
    auth: connectionAuthSchema.nullable().default(null),
  }),
]);
export type SaveConnection = z.infer<typeof saveConnectionSchema>;

export const connectionSchema = z.object({
  name: connectionNameSchema,
  kind: connectionKindSchema,
  url: z.string(),
  /** The header's name and where its value is; never the value. */
  auth: z.object({ header: z.string(), from: z.enum(['secret', 'env']), env: z.string().nullable() }).nullable(),
  tools: z.array(z.object({ name: z.string(), risk: z.enum(['read', 'write']), description: z.string() })),
  updatedAt: z.iso.datetime(),
});
export type Connection = z.infer<typeof connectionSchema>;
export const connectionListSchema = z.object({ items: z.array(connectionSchema) });
export type ConnectionList = z.infer<typeof connectionListSchema>;

/** One request that left for a connection. */
export const toolRequestSchema = z.object({
  tool: z.string(),
  connection: z.string(),
  host: z.string(),
  conversationId: z.uuid().nullable(),
  sentBytes: z.number().int(),
  /** "ok", or the code of what went wrong. */
  outcome: z.string(),
  ms: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type ToolRequest = z.infer<typeof toolRequestSchema>;
export const toolRequestListSchema = z.object({ items: z.array(toolRequestSchema) });
export type ToolRequestList = z.infer<typeof toolRequestListSchema>;
/** GET /v1/tool-requests: newest first. */
export const listToolRequestsSchema = z.object({
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});
