import { readFileSync } from 'node:fs';
import { connectionNameSchema } from '@switchboard/contracts';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from './read-config';

const programSchema = z.strictObject({
  name: connectionNameSchema,
  command: z.string().min(1).max(500),
  args: z.array(z.string().max(1_000)).max(50).default([]),
  /** Variables of the desk's environment that the program gets; it gets no others but what a program needs to run. */
  env: z
    .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/))
    .max(50)
    .default([]),
});
const fileSchema = z.strictObject({ servers: z.array(programSchema).max(20) });

/** An MCP server that is a program of this machine. */
export type McpProgram = z.infer<typeof programSchema>;

/** The programs of MCP_SERVERS_FILE. Throws ConfigError naming file and key. */
export function readMcpServers(file: string): McpProgram[] {
  const variable = `MCP_SERVERS_FILE ${file}`;
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ConfigError([{ variable, expected: `a YAML file that can be read: ${reason}` }]);
  }
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) return parsed.data.servers;
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) => ({ variable: `${variable}, ${path.join('.')}`, expected: message })),
  );
}
