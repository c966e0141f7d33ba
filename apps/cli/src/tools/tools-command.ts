import { readFileSync } from 'node:fs';
import { openConnectionDesk, readConfig } from '@switchboard/api';
import { type Connection, connectionNameSchema, saveConnectionSchema } from '@switchboard/contracts';
import { type Database, migrate } from '@switchboard/db';
import { callTool } from '@switchboard/tools';
import { Command } from 'commander';
import { z } from 'zod';
import { findWorkspace } from '../terminal/find-workspace';
import { withDatabase } from '../terminal/with-database';

interface ToolsArguments {
  workspace: string;
}
interface ImportArguments extends ToolsArguments {
  name?: string;
  baseUrl?: string;
  only?: string[];
  bind?: string[];
  header?: string;
  env?: string;
  secret?: string;
  mcp?: boolean;
}
interface CallArguments extends ToolsArguments {
  args: string;
  visitor: string;
  customer?: string;
  email?: string;
  visitorName?: string;
}

type Desk = Awaited<ReturnType<typeof openConnectionDesk>>;

/** `switchboard tools`: a workspace's tools outside of the desk, without the console. */
export function toolsCommand(): Command {
  const tools = new Command('tools').description('tools of your own systems: OpenAPI documents and MCP servers');
  const subcommand = (name: string, description: string): Command =>
    tools.command(name).description(description).option('--workspace <slug>', 'whose tools', 'demo');
  subcommand('import', 'take in an OpenAPI document (a file or an address), or with --mcp an MCP server')
    .argument('<from>', 'a file, or an address')
    .option('--mcp', 'the address is that of an MCP server (streamable HTTP)')
    .option('--name <name>', 'part of the names of its tools; made from the title or host without it')
    .option('--base-url <url>', 'where it is served, when the document does not say so')
    .option('--only <operations...>', 'these operations; all that can be called without it')
    .option(
      '--bind <bindings...>',
      'operation.argument=session.email (or session.customerId, session.visitorId, session.name)',
    )
    .option('--header <name>', 'the header that the desk shows itself with', 'Authorization')
    .option('--env <variable>', 'its value is in this variable of the desk’s environment (TOOL_…)')
    .option('--secret <file>', 'its value is in this file ("-" for standard input); it is stored encrypted')
    .action(importAction);
  subcommand('list', 'what there is').action(listAction);
  subcommand('remove', 'remove connections with their tools').argument('<names...>').action(removeAction);
  subcommand('call', 'call a tool as the desk would, for a visitor that you name')
    .argument('<tool>')
    .option('--args <json>', 'the arguments that are not bound', '{}')
    .option('--visitor <id>', 'session.visitorId', 'cli')
    .option('--customer <id>', 'session.customerId')
    .option('--email <email>', 'session.email')
    .option('--visitor-name <name>', 'session.name')
    .action(callAction);
  return tools;
}

async function importAction(from: string, options: ImportArguments): Promise<void> {
  await withDesk(options.workspace, async (desk, workspaceId) => {
    const auth = authOf(options);
    if (options.mcp === true) {
      const name = options.name ?? nameFrom(new URL(from).hostname);
      const saved = await desk.save(
        workspaceId,
        check({ kind: 'mcp', name, url: from, bind: bindings(options), auth }),
      );
      return say(saved);
    }
    const document = /^https?:\/\//i.test(from) ? await desk.fetchDocument(from) : readFileSync(from, 'utf8');
    const { title, operations: found } = desk.preview(document);
    const bind = bindings(options);
    const usable = found.filter(({ problem }) => problem === null).map(({ id }) => id);
    const chosen = options.only ?? usable;
    // A binding of nothing would leave its argument to the model.
    const unknown = Object.keys(bind).find((id) => !chosen.includes(id));
    if (unknown !== undefined)
      throw new Error(`--bind ${unknown}: there is no such operation among ${chosen.join(', ')}`);
    const operations = chosen.map((id) => ({ id, bind: bind[id] ?? {} }));
    for (const { id, problem } of found) if (problem !== null) process.stderr.write(`left out ${id}: ${problem}\n`);
    const base = options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl };
    const name = options.name ?? nameFrom(title);
    say(await desk.save(workspaceId, check({ kind: 'openapi', name, document, operations, auth, ...base })));
  });
}

function say({ name, url, tools }: Connection): void {
  process.stdout.write(`${name}  ${url}\n`);
  for (const tool of tools) process.stdout.write(`  ${tool.risk.padEnd(5)} ${tool.name}: ${tool.description}\n`);
}

async function listAction({ workspace }: ToolsArguments): Promise<void> {
  await withDesk(workspace, async (desk, workspaceId) => {
    const connections = await desk.list(workspaceId);
    if (connections.length === 0) process.stdout.write('no connections yet\n');
    connections.forEach(say);
  });
}

async function removeAction(names: string[], { workspace }: ToolsArguments): Promise<void> {
  await withDesk(workspace, async (desk, workspaceId) => {
    for (const name of names) {
      await desk.remove(workspaceId, name);
      process.stdout.write(`removed ${name}\n`);
    }
  });
}

async function callAction(
  name: string,
  { workspace, args, visitor, customer, email, visitorName }: CallArguments,
): Promise<void> {
  const given = jsonOf(args);
  await withDesk(workspace, async (desk, workspaceId) => {
    const tool = (await desk.readTools(workspaceId)).find(({ description }) => description.name === name);
    if (tool === undefined) throw new Error(`there is no tool ${name}; "tools list" shows them`);
    const { outcome } = await callTool(tool, given, {
      context: {
        workspaceId,
        conversationId: '',
        session: { visitorId: visitor, customerId: customer ?? null, email: email ?? null, name: visitorName ?? null },
        signal: new AbortController().signal,
      },
      key: `cli-${Date.now()}`,
      ledger: { claim: async () => ({ kind: 'claimed' }), isKnown: async () => false, finish: async () => undefined },
      timeoutMs: 30_000,
    });
    if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.detail}`);
    process.stdout.write(`${JSON.stringify(outcome.value, null, 2)}\n`);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('--args: a JSON object such as {"id":"P1"}');
  }
}

/** The same contract as the REST API's, in words for a terminal. */
function check(given: object) {
  const parsed = saveConnectionSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Error(z.prettifyError(parsed.error));
}

function authOf({ header, env, secret }: ImportArguments) {
  if (env !== undefined) return { header, env };
  if (secret === undefined) return null;
  return { header, secret: readFileSync(secret === '-' ? 0 : secret, 'utf8').trim() };
}

/** "operation.argument=session.email" by operation. */
function bindings({ bind = [] }: ImportArguments): Record<string, Record<string, string>> {
  const all: Record<string, Record<string, string>> = {};
  for (const item of bind) {
    const match = /^([^.=]+)\.([^=]+)=(session\.\w+)$/.exec(item);
    if (match === null) throw new Error(`--bind ${item}: expected operation.argument=session.email`);
    const [, operation = '', argument = '', from = ''] = match;
    (all[operation] ??= {})[argument] = from;
  }
  return all;
}

function nameFrom(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 18)
    .replace(/_+$/, '');
  return connectionNameSchema.safeParse(name).success ? name : 'api';
}

async function withDesk(slug: string, work: (desk: Desk, workspaceId: string) => Promise<void>): Promise<void> {
  await withDatabase(async (database: Database) => {
    await migrate(database);
    const workspace = await findWorkspace(database, slug);
    const onError = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
    const desk = await openConnectionDesk({ config: readConfig(process.env), database, onError });
    try {
      await work(desk, workspace.id);
    } finally {
      await desk.close();
    }
  });
}
