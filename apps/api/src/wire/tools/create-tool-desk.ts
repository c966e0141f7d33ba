import { type ListedTool, type ToolRule, defaultToolRule } from '@switchboard/contracts';
import type { Tool, ToolRuleStore } from '@switchboard/tools';

/** There is no tool of this name in the workspace. */
export class ToolNotFoundError extends Error {
  readonly code = 'tool-not-found';
  constructor(readonly tool: string) {
    super(`there is no tool ${tool}`);
  }
}

export interface ToolDeskParts {
  readTools(workspaceId: string): Promise<readonly Tool[]>;
  rules: ToolRuleStore;
}

/** What people see and set of the workspace's tools. */
export function createToolDesk({ readTools, rules }: ToolDeskParts) {
  async function listTools(workspaceId: string): Promise<ListedTool[]> {
    const [tools, set] = await Promise.all([readTools(workspaceId), rules.readRules(workspaceId)]);
    return tools.map((tool) => listed(tool, set.get(tool.description.name)));
  }
  return {
    listTools,
    /** Throws ToolNotFoundError. */
    async setRule(workspaceId: string, name: string, rule: ToolRule): Promise<ListedTool> {
      const tool = (await readTools(workspaceId)).find(({ description }) => description.name === name);
      if (tool === undefined) throw new ToolNotFoundError(name);
      await rules.setRule(workspaceId, name, rule);
      return listed(tool, rule);
    },
  };
}

export type ToolDesk = ReturnType<typeof createToolDesk>;

function listed({ description, connection, defaultRule }: Tool, set: ToolRule | undefined): ListedTool {
  const { name, risk, arguments: args } = description;
  return {
    name,
    description: description.description,
    risk,
    rule: set ?? defaultRule ?? defaultToolRule(risk),
    isDefault: set === undefined,
    connection: connection ?? null,
    arguments: Object.entries(args).map(([key, argument]) => ({
      name: key,
      description: argument.description,
      optional: argument.optional,
      from: argument.from ?? null,
    })),
  };
}
