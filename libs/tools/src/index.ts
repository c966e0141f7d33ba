export { type CallOptions, type ToolLedger, ToolVoidError, callTool } from './call-tool';
export { type MockStore, createMockStore } from './mock/create-mock-store';
export { createMockTool } from './mock/create-mock-tool';
export { type ToolRuleStore, createToolRuleStore } from './rules/create-tool-rule-store';
export { callDetails } from './call-details';
export type { Tool, ToolArguments, ToolContext } from './tool';
export { argumentsJsonSchema, argumentsSchema, bindArguments } from './tool-arguments';
