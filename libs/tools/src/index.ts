export { type CallOptions, type ToolLedger, ToolVoidError, callTool } from './call-tool';
export { type MockStore, createMockStore } from './mock/create-mock-store';
export { createMockTool } from './mock/create-mock-tool';
export type { Tool, ToolArguments, ToolContext } from './tool';
export { argumentsJsonSchema, argumentsSchema } from './tool-arguments';
