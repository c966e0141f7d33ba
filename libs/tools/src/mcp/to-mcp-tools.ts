import { type ConnectedTool, type ToolArgument, toolDescriptionSchema } from '@switchboard/contracts';
import { z } from 'zod';
import { isObject } from '../openapi/json-value';
import { resolveSchema } from '../openapi/resolve-schema';
import { bindTo } from '../openapi/to-connected-tools';
import type { McpTool } from './create-mcp-clients';

type Bind = Record<string, Parameters<typeof bindTo>[2]>;

/** The tools of a server as tools of a connection; one whose arguments cannot be checked is left out. */
export function toMcpTools(connection: string, tools: readonly McpTool[], bind: Bind = {}): ConnectedTool[] {
  const seen = new Set<string>();
  return tools.flatMap((tool) => {
    const name = `${connection}_${plainName(tool.name)}`;
    const args = argumentsOf(tool);
    if (args === null || seen.has(name)) return [];
    seen.add(name);
    const description = toolDescriptionSchema.parse({
      name,
      description: tool.description.trim().slice(0, 500) || tool.name,
      risk: tool.isReadOnly ? 'read' : 'write',
      arguments: bindTo(tool.name, args, bind[tool.name] ?? {}),
    });
    return [{ description, remoteName: tool.name }];
  });
}

const plainName = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 44);

/** Null where the schema is one that arguments cannot be checked against. */
function argumentsOf({ inputSchema }: McpTool): Record<string, ToolArgument> | null {
  const { properties = {}, required } = inputSchema;
  if (!isObject(properties)) return null;
  const named: Record<string, ToolArgument> = {};
  try {
    for (const [name, property] of Object.entries(properties)) {
      if (!/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name)) return null;
      const schema = resolveSchema(inputSchema, property);
      z.fromJSONSchema(schema as never);
      const words = typeof schema['description'] === 'string' ? schema['description'].trim().slice(0, 300) : '';
      const isRequired = Array.isArray(required) && required.includes(name);
      named[name] = { type: 'json', description: words || name, optional: !isRequired, schema };
    }
  } catch {
    return null;
  }
  return named;
}
