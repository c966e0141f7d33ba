import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Conversation, LlmCallPage, SuggestionPage, SummaryList } from '@switchboard/contracts';
import { type ScriptedModel, type ScriptedRequest, startScriptedModel } from '@switchboard/testing';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { call, preparedFolder } from './prepared-folder';
import { signIn } from './sign-in';

const describeWithBrowser = withBrowser ? describe : describe.skip;
const patience = 20_000;
const email = 'ana.lopez@mail.example';

/** What a large model says, by what it is asked for. */
function answer({ messages }: ScriptedRequest) {
  const system = String(messages[0]?.content);
  const words = String(messages.at(-1)?.content);
  if (/You summarise/.test(system))
    return { text: 'The visitor asks about delivery and a boat. Nobody has promised 700.' };
  if (/about half as many words/.test(system)) return { text: 'You have 31 days.', delayMs: 20 };
  if (/warmer and friendlier/.test(system)) return { fault: 500 as const };
  if (/Translate/.test(system)) return { text: `(${words})` };
  return { text: 'Der Standardversand in Großbritannien kostet £3.95 [1]. Ein Boot kostet £999 [1].' };
}

describeWithBrowser('help for the person who holds a conversation', () => {
  const dataDir = preparedFolder();
  let server: RunningServer;
  let model: ScriptedModel;
  let browser: Browser;
  let page: Page;
  let conversation: Conversation;

  beforeAll(async () => {
    model = await startScriptedModel(answer, { host: '127.0.0.2' });
    const file = join(dataDir, 'models.yaml');
    writeFileSync(file, `models:\n  - { name: far, url: "${model.url}" }\nroutes:\n  agent: [far]\n`);
    server = await startServer({ dataDir, env: { LLM_MODELS_FILE: file, LLM_URL: '' } });
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })).newPage();
    page.setDefaultTimeout(patience);
    conversation = await call(server.url, 'POST', '/v1/conversations', { visitor: { name: 'Ana' } });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await model?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const path = () => `/v1/conversations/${conversation.id}`;
  const say = (text: string) =>
    call(server.url, 'POST', `${path()}/messages`, { clientId: randomUUID(), text, as: 'visitor' });
  const field = () => page.locator('textarea[data-part="composer"]');
  const suggestion = (state = 'ready') => page.locator(`[data-part="suggestion"][data-state="${state}"]`);
  const decided = async () => (await call<SuggestionPage>(server.url, 'GET', '/v1/suggestions')).items;
  async function until<T>(read: () => Promise<T | undefined | false>): Promise<T> {
    for (let tries = 0; ; tries++) {
      const value = await read();
      if (value !== undefined && value !== false) return value;
      if (tries > 100) throw new Error('it did not come');
      await new Promise((later) => setTimeout(later, 100));
    }
  }

  it('a reply from the company’s own words is suggested after taking over; Tab takes it, Enter sends it', async () => {
    await say('please let me talk to a human');
    await until(async () => (await call<Conversation>(server.url, 'GET', path())).owner.kind === 'queue');
    await say('how much is delivery?');
    await signIn(page, server.url, server.oneTimePassword);
    await page.locator('[data-part="row"]').first().click();
    await page.locator('[data-action="take-over"]').click();
    await suggestion().waitFor();
    expect(await suggestion().innerText()).toContain('£3.95');
    const forReplies = model.requests.filter(({ messages }) =>
      /^You answer visitors/.test(String(messages[0]?.content)),
    );
    expect(forReplies).toEqual([]);
    await field().focus();
    await page.keyboard.press('Tab');
    expect(await field().inputValue()).toContain('£3.95');
    await page.keyboard.press('Enter');
    await page.locator('[data-part="message"][data-author="agent"]', { hasText: '£3.95' }).waitFor();
    await suggestion().waitFor({ state: 'detached' });
    const [first] = await until(async () => ((await decided()).length > 0 ? decided() : undefined));
    expect(first).toMatchObject({ outcome: 'accepted', way: expect.stringMatching(/curated|passage/) });
  }, 60_000);

  it('the model writes where nothing else answers, without what no source says, and hears no personal data', async () => {
    // German: the demo's specialists leave it to the LLM.
    await say(`Ich bin ${email}: was kostet der Standardversand zu meinem Hausboot im Hafen von Bristol?`);
    await suggestion().waitFor();
    const text = await suggestion().innerText();
    expect(text).toContain('£3.95');
    expect(text).not.toContain('£999');
    expect(model.wire()).not.toContain(email);
    await field().fill('Hello Ana, let me look that up for you.');
    await page.keyboard.press('Enter');
    const [last] = await until(async () => ((await decided()).length > 1 ? decided() : undefined));
    expect(last).toMatchObject({ outcome: 'rejected', sentText: 'Hello Ana, let me look that up for you.' });
  }, 60_000);

  it('a summary for who took over says who wrote it, and holds no figure that nobody said', async () => {
    await page.keyboard.press('Escape');
    await page.locator('[data-action="summarise"]').click();
    await page.locator('[data-part="summary"][data-made-by="llm"]').waitFor();
    const { items } = await call<SummaryList>(server.url, 'GET', `${path()}/summaries`);
    expect(items[0]).toMatchObject({ madeBy: 'llm', model: 'far', promptVersion: 1, language: 'en' });
    expect(items[0]?.text).toBe('The visitor asks about delivery and a boat.');
    const found = await call<SummaryList>(server.url, 'GET', '/v1/summaries?search=boat');
    expect(found.items.map(({ conversationId }) => conversationId)).toContain(conversation.id);
  }, 60_000);

  it('what is written can be put into other words, is checked by its figures, and comes back', async () => {
    await field().fill('You can send it back within 30 days.');
    await page.locator('[data-action="rewrite-shorten"]').click();
    await page.locator('[data-part="rewritten"]', { hasText: '30' }).waitFor();
    expect(await field().inputValue()).toBe('You have 31 days.');
    expect(await page.locator('[data-part="rewritten"]').innerText()).toMatch(/30.*31/s);
    await page.locator('[data-action="undo-rewrite"]').click();
    expect(await field().inputValue()).toBe('You can send it back within 30 days.');
    await page.locator('[data-action="rewrite-friendlier"]').click();
    await page.locator('.composer [role="alert"]').waitFor();
    expect(await field().inputValue()).toBe('You can send it back within 30 days.');
  }, 60_000);

  it('the knowledge is asked beside the reply, and an answer goes in with its source', async () => {
    await field().fill('');
    await field().press('Escape');
    await page.keyboard.press('i');
    await page.locator('[data-part="ask-knowledge"] input').fill('comfort temperature of the Fell Summit');
    await page.keyboard.press('Enter');
    await page.locator('[data-action="insert-find"]').first().click();
    expect(await field().inputValue()).toMatch(/−9 °C[\s\S]*Source: .*\/help\//);
    await field().fill('');
  }, 60_000);

  it('a label that the specialists propose is taken with one key, and what was suggested can be learned from', async () => {
    await say('how much is delivery?');
    await page.locator('[data-action="take-label-1"]').waitFor();
    await field().press('Escape');
    await page.keyboard.press('1');
    await page.locator('.label.intent').waitFor();
    await page.goto(`${server.url}/console/training-data`);
    await page.locator('[data-tab="replies"]').click();
    await page.locator('[data-part="decided-suggestion"][data-outcome="rejected"]').waitFor();
    await page.locator('[data-part="decided-suggestion"] input').first().fill('delivery-boat');
    await page.locator('[data-action="add-reply-row"]').first().click();
    await page.locator('text=delivery-boat').first().waitFor();
  }, 60_000);

  it('the pages have no serious accessibility finding, at either width and in either language', async () => {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${server.url}/console/conversations/${conversation.id}`);
      await suggestion().waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  }, 60_000);

  it('a summary of the whole conversation stays when it is resolved, and every call is in the ledger by its use', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator('[data-action="resolve"]').click();
    const ended = await until(async () =>
      (await call<SummaryList>(server.url, 'GET', `${path()}/summaries`)).items.find(({ kind }) => kind === 'end'),
    );
    expect(ended).toMatchObject({ madeBy: 'llm' });
    const { items } = await call<LlmCallPage>(server.url, 'GET', '/v1/llm/calls?remote=true&limit=100');
    expect(new Set(items.map(({ purpose }) => purpose))).toEqual(new Set(['suggestion', 'summary', 'rephrasing']));
    expect(items.every(({ conversationId }) => conversationId === conversation.id)).toBe(true);
  }, 60_000);
});

describeWithBrowser('the same help without a large model', () => {
  const dataDir = preparedFolder();
  let server: RunningServer;
  beforeAll(async () => void (server = await startServer({ dataDir })), 60_000);
  afterAll(async () => {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('summarises in the conversation’s own words, and says what rewriting needs', async () => {
    const { id } = await call<Conversation>(server.url, 'POST', '/v1/conversations', {});
    for (const text of ['how much is delivery?', 'please let me talk to a human'])
      await call(server.url, 'POST', `/v1/conversations/${id}/messages`, { clientId: randomUUID(), text });
    const summary = await call<object>(server.url, 'POST', `/v1/conversations/${id}/summaries`, { language: 'zh-CN' });
    expect(summary).toMatchObject({ madeBy: 'extract', language: 'zh-CN', text: expect.stringContaining('访客问') });
    expect(
      await call(server.url, 'POST', `/v1/conversations/${id}/rewrite`, { action: 'shorten', text: 'a b' }),
    ).toMatchObject({
      status: 503,
      code: 'unavailable',
      detail: expect.stringContaining('LLM_URL'),
    });
    expect(await call(server.url, 'GET', '/v1/assist')).toMatchObject({
      rewrite: { available: false, missing: 'no-model' },
    });
  }, 60_000);
});
