import type { ToolRule } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';

/** What the LLM agent may do with each tool, where a workspace has said so: the only code that touches `tool_rule`. */
export function createToolRuleStore(database: Database) {
  return {
    async readRules(workspaceId: string): Promise<ReadonlyMap<string, ToolRule>> {
      const rows = await database.query<{ tool: string; rule: ToolRule }>({
        text: 'SELECT tool, rule FROM tool_rule WHERE workspace_id = $1',
        values: [workspaceId],
      });
      return new Map(rows.map(({ tool, rule }) => [tool, rule]));
    },
    async setRule(workspaceId: string, tool: string, rule: ToolRule): Promise<void> {
      await database.query({
        text: `INSERT INTO tool_rule (workspace_id, tool, rule) VALUES ($1, $2, $3)
          ON CONFLICT (workspace_id, tool) DO UPDATE SET rule = excluded.rule, updated_at = now()`,
        values: [workspaceId, tool, rule],
      });
    },
  };
}

export type ToolRuleStore = ReturnType<typeof createToolRuleStore>;
