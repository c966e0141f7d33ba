import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ChatTool } from '@switchboard/models';
import { z } from 'zod';
import { type RetailDatabase, retailDatabaseSchema } from './retail-database';

const taskSchema = z.object({
  id: z.string(),
  user_scenario: z.object({ instructions: z.union([z.string(), z.record(z.string(), z.string().nullable())]) }),
  evaluation_criteria: z.object({
    actions: z
      .array(z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()) }))
      .nullable()
      .transform((actions) => actions ?? []),
    communicate_info: z
      .array(z.string())
      .nullish()
      .transform((info) => info ?? []),
  }),
});
export type TauTask = z.infer<typeof taskSchema>;

const toolSchema = z.object({
  function: z.object({ name: z.string(), description: z.string(), parameters: z.record(z.string(), z.unknown()) }),
});

export interface Tau {
  policy: string;
  tools: ChatTool[];
  database: RetailDatabase;
  tasks: TauTask[];
}

/** A folder with policy.md, tools.json, db.json and tasks; `.gz` accepted. Throws what is wrong with a file, by name. */
export function readTau(folder: string, tasksFile = 'tasks_train.json'): Tau {
  return {
    policy: readFileSync(join(folder, 'policy.md'), 'utf8'),
    tools: readJson(folder, 'tools.json', z.array(toolSchema)).map((item) => item.function),
    database: readJson(folder, 'db.json', retailDatabaseSchema),
    tasks: readJson(folder, tasksFile, z.array(taskSchema)),
  };
}

function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): T {
  const plain = join(folder, name);
  const bytes = readFileSync(existsSync(plain) ? plain : `${plain}.gz`);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${plain}: ${issue?.path.join('.')}: ${issue?.message}`);
}
