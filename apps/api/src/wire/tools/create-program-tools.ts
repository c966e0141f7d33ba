import type { ConnectedTool, Connection } from '@switchboard/contracts';
import {
  type McpClients,
  type McpServer,
  type SentRequest,
  type Tool,
  createMcpTool,
  toMcpTools,
} from '@switchboard/tools';
import type { McpProgram } from '../../config/read-mcp-servers';

export interface ProgramToolsDeps {
  programs: readonly McpProgram[];
  clients: McpClients;
  onSent(request: SentRequest): void;
  onError(error: unknown): void;
  environment?: NodeJS.ProcessEnv;
  now?: () => number;
}

/** What a program offers is asked for again after it; sooner when it could not be asked. */
const listedForMs = 60_000;
const failedForMs = 10_000;

interface Known {
  tools: ConnectedTool[];
  askedAt: number;
  until: number;
}

/** Tools of MCP servers that are programs of this machine. Every workspace has them; only the operator names them. */
export function createProgramTools({ programs, clients, onSent, onError, ...options }: ProgramToolsDeps) {
  const { environment = process.env, now = Date.now } = options;
  const known = new Map<string, Promise<Known>>();

  function serverOf({ command, args, env }: McpProgram): McpServer {
    const given = env.flatMap((name): [string, string][] => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    });
    return { kind: 'stdio', command, args, env: Object.fromEntries(given) };
  }

  async function ask(program: McpProgram): Promise<Known> {
    const askedAt = now();
    try {
      const tools = toMcpTools(program.name, await clients.listTools(serverOf(program)));
      return { tools, askedAt, until: askedAt + listedForMs };
    } catch (error) {
      onError(error);
      return { tools: [], askedAt, until: askedAt + failedForMs };
    }
  }

  async function toolsOf(program: McpProgram): Promise<Known> {
    const current = await known.get(program.name);
    if (current !== undefined && current.until > now()) return current;
    const asked = ask(program);
    known.set(program.name, asked);
    return asked;
  }

  return {
    async readTools(): Promise<Tool[]> {
      const all = await Promise.all(
        programs.map(async (program) => ({ program, tools: (await toolsOf(program)).tools })),
      );
      return all.flatMap(({ program, tools }) =>
        tools.map((tool) => {
          const connection = { name: program.name, url: program.command };
          return createMcpTool(tool, { connection, clients, onSent, readServer: () => serverOf(program) });
        }),
      );
    },
    listConnections: (): Promise<Connection[]> =>
      Promise.all(
        programs.map(async (program) => {
          const { tools, askedAt } = await toolsOf(program);
          const shown = tools.map(({ description: { name, risk, description } }) => ({ name, risk, description }));
          const { name, command } = program;
          const updatedAt = new Date(askedAt).toISOString();
          return { name, kind: 'program' as const, url: command, auth: null, tools: shown, updatedAt };
        }),
      ),
  };
}
