export { type CallOptions, type ToolLedger, ToolVoidError, callTool } from './call-tool';
export { type MockStore, createMockStore } from './mock/create-mock-store';
export { createMockTool } from './mock/create-mock-tool';
export { type ToolRuleStore, createToolRuleStore } from './rules/create-tool-rule-store';
export { callDetails } from './call-details';
export type { Tool, ToolArguments, ToolContext } from './tool';
export { argumentsJsonSchema, argumentsSchema, bindArguments } from './tool-arguments';
export { OpenApiError, type ApiDocument, readOpenApi } from './openapi/read-openapi';
export { toConnectedTools } from './openapi/to-connected-tools';
export { type Fetch, type OutsideParts, type SentRequest, createHttpTool } from './http/create-http-tool';
export { type McpClients, McpError, type McpServer, createMcpClients } from './mcp/create-mcp-clients';
export { createMcpTool } from './mcp/create-mcp-tool';
export { toMcpTools } from './mcp/to-mcp-tools';
export { type Seal, createSeal } from './connections/create-seal';
export {
  ConnectionNotFoundError,
  type ConnectionStore,
  type OpenConnection,
  createConnectionStore,
} from './connections/create-connection-store';
