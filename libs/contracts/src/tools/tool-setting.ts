import { z } from 'zod';

/** What the LLM agent may do with a tool: call it, ask a person first, or not know of it. */
export const toolRuleSchema = z.enum(['allow', 'approval', 'off']);
export type ToolRule = z.infer<typeof toolRuleSchema>;

/** Where nobody has said otherwise: what only reads is called, everything else waits for a person. */
export const defaultToolRule = (risk: 'read' | 'write'): ToolRule => (risk === 'read' ? 'allow' : 'approval');

/** A tool of the workspace as the console lists it. */
export const listedToolSchema = z.object({
  name: z.string(),
  description: z.string(),
  risk: z.enum(['read', 'write']),
  rule: toolRuleSchema,
  /** Nobody has changed it. */
  isDefault: z.boolean(),
  /** The connection it belongs to; null for one of the pack. */
  connection: z.string().nullable(),
  arguments: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      optional: z.boolean(),
      /** Bound by the desk from who the visitor is: no model sets it. */
      from: z.string().nullable(),
    }),
  ),
});
export type ListedTool = z.infer<typeof listedToolSchema>;
export const toolListSchema = z.object({ items: z.array(listedToolSchema) });
export type ToolList = z.infer<typeof toolListSchema>;

/** PUT /v1/tools/{name}/rule. */
export const setToolRuleSchema = z.object({ rule: toolRuleSchema });
