import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../config/read-config';
import { readMcpServers } from '../../config/read-mcp-servers';
import { createProgramTools } from './create-program-tools';

describe('MCP servers of the operator’s file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-mcp-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (text: string): string => {
    const path = join(folder, 'servers.yaml');
    writeFileSync(path, text);
    return path;
  };

  it('are read with what they may know of the environment', () => {
    const path = file('servers:\n  - { name: here, command: node, args: [server.js], env: [TOOL_KEY] }\n');
    expect(readMcpServers(path)).toEqual([{ name: 'here', command: 'node', args: ['server.js'], env: ['TOOL_KEY'] }]);
  });

  it.each([
    ['servers:\n  - { name: Here, command: node }', /servers\.0\.name/],
    ['servers:\n  - { name: here, command: node, shell: true }', /servers\.0/],
    ['servers: [', /a YAML file that can be read/],
  ])('say what is wrong with %j', (text, expected) => {
    expect(() => readMcpServers(file(text))).toThrow(ConfigError);
    expect(() => readMcpServers(file(text))).toThrow(expected);
  });

  it('give their tools to every workspace, pass the named variables only, and are asked again after a fault', async () => {
    const asked: unknown[] = [];
    const faults: unknown[] = [];
    let [time, isBroken] = [0, true];
    const programs = createProgramTools({
      programs: [{ name: 'here', command: 'node', args: ['server.js'], env: ['TOOL_KEY', 'TOOL_NONE'] }],
      clients: {
        listTools: async (server: unknown) => {
          asked.push(server);
          if (isBroken) throw new Error('it does not start');
          return [{ name: 'hello', description: 'Says hello.', inputSchema: { type: 'object' }, isReadOnly: true }];
        },
      } as never,
      onSent: () => undefined,
      onError: (error) => faults.push(error),
      environment: { TOOL_KEY: 'k', OTHER: 'secret' },
      now: () => time,
    });
    expect(await programs.readTools()).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(asked).toEqual([{ kind: 'stdio', command: 'node', args: ['server.js'], env: { TOOL_KEY: 'k' } }]);
    isBroken = false;
    expect(await programs.readTools()).toEqual([]);
    time = 11_000;
    expect(await programs.readTools()).toMatchObject([{ connection: 'here', defaultRule: 'approval' }]);
    expect(await programs.listConnections()).toMatchObject([
      { name: 'here', kind: 'program', tools: [{ name: 'here_hello' }] },
    ]);
    expect(asked).toHaveLength(2);
  });
});
