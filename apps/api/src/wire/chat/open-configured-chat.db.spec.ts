import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { llmLimitsSchema } from '@switchboard/contracts';
import { createConversationStore } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import { type ScriptedModel, type Script, startScriptedModel, testDatabases } from '@switchboard/testing';
import { createLlmLedger, createWorkspaceStore } from '@switchboard/workspace';
import { pino } from 'pino';
import { readConfig } from '../../config/read-config';
import { type AccountHolder, createAccount, onAccount } from './llm-account';
import { openConfiguredChat } from './open-configured-chat';

const log = pino({ level: 'silent' });
const pricey = 'price: { input: 1, output: 4 }';

function configOf(models: { name: string; url: string; more?: string }[], routes: string, given: object = {}) {
  const file = join(mkdtempSync(join(tmpdir(), 'models-')), 'models.yaml');
  const lines = models.map(({ name, url, more = '' }) => `  - name: ${name}\n    url: ${url}\n    ${more}`);
  writeFileSync(file, `models:\n${lines.join('\n')}\nroutes:\n${routes}\n`);
  return readConfig({ LLM_MODELS_FILE: file, LLM_API_KEY: 'sk-secret-1234567890', ...given });
}

describe.each(testDatabases().slice(0, 1))('the configured chat models on $name', ({ open }) => {
  let database: Database;
  let holder: AccountHolder;
  const servers: ScriptedModel[] = [];
  const start = async (script: Script, host = '127.0.0.2') => {
    const server = await startScriptedModel(script, { host });
    servers.push(server);
    return server;
  };

  beforeAll(async () => {
    database = await open();
    const workspace = await createWorkspaceStore(database).createWorkspace({
      slug: 'demo',
      name: 'Demo',
      policy: {},
      welcome: {},
      hours: {},
    } as never);
    const conversation = await createConversationStore(database).createConversation(workspace.id, {
      visitor: {},
      language: 'en',
    });
    holder = {
      workspaceId: workspace.id,
      conversationId: conversation.id,
      visitorId: conversation.visitor.id,
      turnId: randomUUID(),
      purpose: 'agent',
    };
  }, 60_000);
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await database.close();
  });

  async function say(config: ReturnType<typeof configOf>, text: string, limits = llmLimitsSchema.parse({})) {
    const [chat] = openConfiguredChat(config, log).agent;
    if (chat === undefined) return null;
    const model = onAccount(chat, createAccount(createLlmLedger(database), holder, limits));
    let answer = '';
    for await (const chunk of model.stream([{ role: 'user', content: text }], { signal: new AbortController().signal }))
      answer += chunk.text;
    return answer;
  }
  const egress = () => createLlmLedger(database).listCalls(holder.workspaceId, { remote: true, limit: 50 });

  it('shows a remote model no personal data and no key, restores it, and logs what left', async () => {
    const server = await start((request) => ({ text: String(request.messages[0]?.content) }));
    const seeds = ['4111 1111 1111 1111', 'ana.lopez@mail.example', '+44 20 7946 0958', 'GB82 WEST 1234 5698 7654 32'];
    const text = `Card ${seeds[0]}, mail ${seeds[1]}, phone ${seeds[2]}, account ${seeds[3]}.`;
    const config = configOf([{ name: 'big', url: server.url, more: pricey }], '  agent: [big]');
    expect(await say(config, text)).toBe(text);
    for (const seed of seeds) expect(server.wire()).not.toContain(seed);
    expect(server.wire()).not.toContain('sk-secret');
    const [call] = await egress();
    expect(call).toMatchObject({ model: 'big', host: new URL(server.url).host, outcome: 'ok', costMicros: 30 });
    expect(Object.values(call?.redacted ?? {}).reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(JSON.stringify(call)).not.toContain('4111');
  });

  it('asks the next model of the route when the first refuses', async () => {
    const broken = await start([{ fault: 401 }]);
    const sound = await start([{ text: 'Good day.' }]);
    const config = configOf(
      [
        { name: 'first', url: broken.url },
        { name: 'second', url: sound.url },
      ],
      '  agent: [first, second]\n  summary: [second]',
    );
    expect(await say(config, 'hello')).toBe('Good day.');
    expect(openConfiguredChat(config, log).summary.map(({ name }) => name)).toEqual(['second']);
    expect((await egress()).slice(0, 2).map(({ model, outcome }) => [model, outcome === 'ok'])).toEqual([
      ['second', true],
      ['first', false],
    ]);
  });

  it('makes no call when a limit could be passed', async () => {
    const server = await start([{ text: 'Good day.' }]);
    const config = configOf([{ name: 'big', url: server.url }], '  agent: [big]');
    const limits = llmLimitsSchema.parse({ turnTokens: 100 });
    await expect(say(config, 'hello', limits)).rejects.toThrow('of this turn are used up');
    expect(server.wire()).toBe('');
  });

  it('has no remote model under LOCAL_ONLY', async () => {
    const remote = await start([{ text: 'far' }]);
    const near = await start([{ text: 'near' }], '127.0.0.1');
    const models = [
      { name: 'far', url: remote.url },
      { name: 'near', url: near.url },
    ];
    expect(await say(configOf(models, '  agent: [far, near]', { LOCAL_ONLY: 'true' }), 'hello')).toBe('near');
    expect(await say(configOf(models, '  agent: [far]', { LOCAL_ONLY: 'true' }), 'hello')).toBeNull();
    expect(remote.wire()).toBe('');
  });

  it('names file and key of what is wrong', () => {
    const config = configOf([{ name: 'big', url: 'https://host/v1' }], '  agent: [small]');
    expect(() => openConfiguredChat(config, log)).toThrow(/LLM_MODELS_FILE .*routes\.agent: .*no model small/);
  });
});
