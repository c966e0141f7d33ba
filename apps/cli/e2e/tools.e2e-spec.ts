import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Conversation, MessagePage } from '@switchboard/contracts';
import { type ScriptedModel, startScriptedModel } from '@switchboard/testing';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { parcelQuestion, parcelsDocument } from './parcels';
import { call, preparedFolder } from './prepared-folder';
import { signIn } from './sign-in';

const describeWithBrowser = withBrowser ? describe : describe.skip;
/** Beside other work on the machine, LangChain alone takes seconds to load. */
const patience = 40_000;
/** No intent and no article answers it; what the model then wants is scripted. */
const wish = 'has my parcel P8 reached Carlisle or Penrith by now';

/** A company's own system, which keeps what it was asked. */
async function startParcels() {
  const asked: { path: string; key: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', key: request.headers['x-key'] as string | undefined });
    response.end('{"town":"Kendal"}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

describeWithBrowser('tools of the AI, and people who decide on them', () => {
  const dataDir = preparedFolder();
  let model: ScriptedModel;
  let parcels: Awaited<ReturnType<typeof startParcels>>;
  let server: RunningServer;
  let browser: Browser;
  let console: Page;

  const env = () => ({ LLM_URL: model.url, LLM_MODEL: 'scripted', TOOLS_ALLOW_ADDRESSES: '127.0.0.1' });
  beforeAll(async () => {
    // It wants to cancel; once it reads what came of that, it says so.
    model = await startScriptedModel(({ messages, tools = [] }) => {
      const last = messages.at(-1);
      const asksForParcel = messages.some(({ content }) => content?.includes(parcelQuestion) === true);
      if (asksForParcel && last?.role === 'tool') return { text: 'Your parcel is in Kendal.' };
      if (asksForParcel && tools.some(({ function: { name } }) => name === 'parcels_where_is'))
        return { toolCalls: [{ name: 'parcels_where_is', arguments: { id: 'P7' } }] };
      if (last?.role === 'tool') return { text: 'That has been taken care of for you.' };
      return { toolCalls: [{ name: 'cancel_order', arguments: { order: 'FM-1000101' } }] };
    });
    parcels = await startParcels();
    server = await startServer({ dataDir, env: env() });
    browser = await launchBrowser();
    console = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    console.setDefaultTimeout(patience);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await model?.close();
    parcels?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function ask(name: string): Promise<string> {
    const { id } = await call<Conversation>(server.url, 'POST', '/v1/conversations', { visitor: { name } });
    await call(server.url, 'POST', `/v1/conversations/${id}/messages`, { clientId: 'a', text: wish });
    return id;
  }
  const wordsOf = async (id: string): Promise<string[]> =>
    (await call<MessagePage>(server.url, 'GET', `/v1/conversations/${id}/messages`)).items
      .filter(({ author }) => author.kind === 'bot')
      .map(({ text }) => text);
  async function heard(id: string, part: string): Promise<void> {
    const until = Date.now() + patience;
    while (Date.now() < until) {
      if ((await wordsOf(id).catch(() => [])).some((words) => words.includes(part))) return;
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error(`"${part}" was not said: ${JSON.stringify(await wordsOf(id))}`);
  }
  const card = (text: string) => console.locator('[data-part="approval"]', { hasText: text });

  it('the visitor hears that a colleague is asked, and nothing has happened', async () => {
    const id = await ask('Vera');
    await heard(id, 'I have asked a colleague to confirm this');
    const { approvals } = await call<Conversation>(server.url, 'GET', `/v1/conversations/${id}`);
    expect(approvals).toBe(1);
  }, 90_000);

  it('a person signs in', async () => {
    await signIn(console, server.url, server.oneTimePassword);
    await console.locator('[data-part="row"]').first().waitFor();
  }, 120_000);

  it('the person finds it in the inbox, reads what it would do, approves by key, and the AI goes on', async () => {
    const row = console.locator('[data-part="row"]', { hasText: 'Vera' });
    await row.locator('[data-part="approval-mark"]').waitFor();
    await row.click();
    await card('FM-1000101').waitFor();
    await console.keyboard.press('y');
    await console.locator('[data-action="undo"]').waitFor();
    await console.locator('[data-part="message"][data-author="bot"]', { hasText: 'taken care of' }).waitFor();
    await row.locator('[data-part="approval-mark"]').waitFor({ state: 'detached' });
    await console.locator('[data-part="why"]').last().click();
    await console.locator('[data-part="why-tool"]', { hasText: 'cancel_order' }).waitFor();
  }, 120_000);

  it('a decision can be taken back, and a decline is told with its reason', async () => {
    const id = await ask('Dora');
    await heard(id, 'I have asked a colleague');
    await console.goto(`${server.url}/console/tools`);
    await card('Dora').waitFor();
    await console.keyboard.press('y');
    await console.locator('[data-action="undo"]').waitFor();
    await console.keyboard.press('u');
    await card('Dora').locator('[data-action="approve"]').waitFor();
    await console.keyboard.press('x');
    await console.locator('[name="reason"]').fill('The parcel has left already.');
    await console.keyboard.press('Enter');
    await heard(id, 'did not confirm it: The parcel has left already.');
    await card('Dora').locator('text=Declined').waitFor();
    expect(await wordsOf(id)).toHaveLength(2);
  }, 120_000);

  it('a person who has taken over may still approve, and the bot says nothing', async () => {
    const id = await ask('Nils');
    await heard(id, 'I have asked a colleague');
    await console.goto(`${server.url}/console/conversations/${id}`);
    await card('FM-1000101').waitFor();
    await console.keyboard.press('t');
    await card('A person holds this conversation').waitFor();
    await console.keyboard.press('y');
    await console.locator('[data-part="approval"][data-status="done"]').waitFor();
    expect(await wordsOf(id)).toHaveLength(1);
  }, 120_000);

  it('an interface is taken in by its document, and the AI reads it for the visitor it speaks with', async () => {
    await console.goto(`${server.url}/console/tools/connections`);
    await console.locator('[data-action="add-openapi"]').click();
    await console.locator('[name="document"]').fill(parcelsDocument);
    await console.locator('button.primary').click();
    await console.locator('[name="connection-name"]').fill('parcels');
    await console.locator('[name="base-url"]').fill(parcels.url);
    const auth = console.locator('.auth-fields select');
    await auth.selectOption('secret');
    await console.locator('.auth-fields input').first().fill('X-Key');
    await console.locator('[name="auth-value"]').fill('hush-hush');
    const operation = console.locator('[data-operation="where_is"]');
    await operation.locator('input[type="checkbox"]').check();
    await operation.locator('select').first().selectOption('session.email');
    await console.locator('[data-action="save-connection"]').click();
    await console.locator('[data-part="connection"][data-name="parcels"]').waitFor();
    expect(await console.content()).not.toContain('hush-hush');

    const visitor = { name: 'Ana', email: 'ana@example.com' };
    const { id } = await call<Conversation>(server.url, 'POST', '/v1/conversations', { visitor });
    await new Promise((later) => setTimeout(later, 1_100));
    await call(server.url, 'POST', `/v1/conversations/${id}/messages`, { clientId: 'a', text: parcelQuestion });
    await heard(id, 'Your parcel is in Kendal.');
    expect(parcels.asked).toEqual([{ path: '/customers/ana%40example.com/parcels/P7', key: 'hush-hush' }]);
    expect(model.wire()).not.toContain('hush-hush');
    expect(model.wire()).not.toContain('"customer"');
  }, 120_000);

  it('what was approved before a kill still runs, once, after the next start', async () => {
    const id = await ask('Kim');
    await heard(id, 'I have asked a colleague');
    await console.goto(`${server.url}/console/conversations/${id}`);
    await card('FM-1000101').waitFor();
    await console.keyboard.press('y');
    await console.locator('[data-action="undo"]').waitFor();
    await server.kill();
    server = await startServer({
      dataDir,
      port: server.port,
      env: env(),
    });
    const until = Date.now() + patience;
    while ((await wordsOf(id)).length < 2 && Date.now() < until) await new Promise((later) => setTimeout(later, 200));
    expect(await wordsOf(id)).toHaveLength(2);
  }, 90_000);
});
