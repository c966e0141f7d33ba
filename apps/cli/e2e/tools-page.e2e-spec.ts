import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Conversation } from '@switchboard/contracts';
import { type ScriptedModel, startScriptedModel } from '@switchboard/testing';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { parcelQuestion } from './parcels';
import { call, preparedFolder } from './prepared-folder';
import { signIn } from './sign-in';
import { until } from './until';

const describeWithBrowser = withBrowser ? describe : describe.skip;
const patience = 40_000;

/** A company's MCP server over streamable HTTP, which keeps what it was asked and with which key. */
async function startMcp() {
  const asked: string[] = [];
  const keys = new Set<unknown>();
  const transports = new Map<string, StreamableHTTPServerTransport>();
  const http = createServer(async (request, response) => {
    keys.add(request.headers['x-key']);
    const known = transports.get(String(request.headers['mcp-session-id']));
    if (known !== undefined) return known.handleRequest(request, response);
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (session) => void transports.set(session, transport),
    });
    const server = new McpServer({ name: 'parcels', version: '1' });
    const described = { description: 'Where a parcel is.', inputSchema: { id: z.string().max(12) } };
    server.registerTool('findParcel', described, async ({ id }) => {
      asked.push(id);
      return { content: [{ type: 'text', text: JSON.stringify({ id, town: 'Kendal' }) }] };
    });
    await server.connect(transport as never);
    await transport.handleRequest(request, response);
  });
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
  return { asked, keys, url, close: () => (http.closeAllConnections(), http.close()) };
}

describeWithBrowser('the Tools page', () => {
  const dataDir = preparedFolder();
  let mcp: Awaited<ReturnType<typeof startMcp>>;
  let model: ScriptedModel;
  let server: RunningServer;
  let browser: Browser;
  let console: Page;

  beforeAll(async () => {
    mcp = await startMcp();
    model = await startScriptedModel(({ messages, tools = [] }) => {
      const tool = tools.map(({ function: { name } }) => name).find((name) => name.startsWith('stock_'));
      return messages.at(-1)?.role !== 'tool' && tool !== undefined
        ? { toolCalls: [{ name: tool, arguments: { id: 'P7' } }] }
        : { text: 'Your parcel is in Kendal.' };
    });
    const env = { LLM_URL: model.url, LLM_MODEL: 'scripted', TOOLS_ALLOW_ADDRESSES: '127.0.0.1' };
    server = await startServer({ dataDir, env });
    browser = await launchBrowser();
    console = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    console.setDefaultTimeout(patience);
    await signIn(console, server.url, server.oneTimePassword);
    await console.locator('nav').first().waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await model?.close();
    mcp?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const seriousFindings = async (): Promise<string[]> =>
    (await new AxeBuilder({ page: console }).analyze()).violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

  it('an MCP server is taken in by its address; its tools ask a person first until somebody allows them', async () => {
    await console.goto(`${server.url}/console/tools/connections`);
    await console.locator('[data-action="add-mcp"]').click();
    await console.locator('[name="connection-name"]').fill('stock');
    await console.locator('[name="connection-url"]').fill(mcp.url);
    await console.locator('.auth-fields select').selectOption('secret');
    await console.locator('.auth-fields input').first().fill('X-Key');
    await console.locator('[name="auth-value"]').fill('hush-hush');
    expect(await seriousFindings()).toEqual([]);
    await console.locator('.connection-form button.primary').click();
    await console.locator('[data-part="connection"][data-name="stock"]').waitFor();
    expect([...mcp.keys]).toEqual(['hush-hush']);
    expect(await console.content()).not.toContain('hush-hush');

    await console.goto(`${server.url}/console/tools/list`);
    const rule = console.locator('[data-part="tool"][data-tool^="stock_"] select');
    expect(await rule.inputValue()).toBe('approval');
    const saved = console.waitForResponse((response) => response.request().method() === 'PUT');
    await rule.selectOption('allow');
    expect((await saved).ok()).toBe(true);
  }, 120_000);

  it('the AI then calls it for a visitor, and the request is listed', async () => {
    const { id } = await call<Conversation>(server.url, 'POST', '/v1/conversations', {});
    // A rule is read anew after a second.
    await new Promise((later) => setTimeout(later, 1_100));
    await call(server.url, 'POST', `/v1/conversations/${id}/messages`, { clientId: 'a', text: parcelQuestion });
    const read = () => call<Conversation>(server.url, 'GET', `/v1/conversations/${id}`);
    await until(read, ({ lastMessage }) => lastMessage?.text.includes('Kendal') === true);
    expect(mcp.asked).toEqual(['P7']);
    await console.goto(`${server.url}/console/tools/connections`);
    await console.locator('text=127.0.0.1').first().waitFor();
  }, 120_000);

  it.each([
    ['approvals', '[role="tab"][aria-selected="true"]'],
    ['list', '[data-part="tool"]'],
    ['connections', '[data-part="connection"]'],
  ])(
    'its part %s has no serious finding of axe, in English and in Chinese',
    async (part, shown) => {
      for (const language of ['en', 'zh']) {
        await console.evaluate(`localStorage.setItem('switchboard.console.language', '${language}')`);
        await console.goto(`${server.url}/console/tools/${part}`);
        await console.locator(shown).first().waitFor();
        expect([language, await seriousFindings()]).toEqual([language, []]);
      }
    },
    120_000,
  );
});
