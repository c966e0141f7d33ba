import { rmSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Conversation, Gate, MessagePage, ModelSettingsReport, Models, Trace } from '@switchboard/contracts';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { apiKey, call, preparedFolder } from './prepared-folder';
import { trainingProcesses } from './training-processes';
import { signIn } from './sign-in';
import { until } from './until';

const describeWithBrowser = withBrowser ? describe : describe.skip;
/** Words that no shop has, so that only the training can know them. */
const question = 'can i frobnicate the quux';
const examples = ['frobnicate a quux please', 'how to frobnicate my quux', 'quux frobnicating', 'frobnicated quux'];
const minutes = 60_000;

/** What the desk says to a new visitor. */
async function ask(url: string, text: string): Promise<{ conversation: Conversation; answer: string }> {
  const conversation = await call<Conversation>(url, 'POST', '/v1/conversations', {});
  await call(url, 'POST', `/v1/conversations/${conversation.id}/messages`, { clientId: 'm1', text });
  const { items } = await until(
    () => call<MessagePage>(url, 'GET', `/v1/conversations/${conversation.id}/messages`),
    ({ items: messages }) => messages.some(({ author }) => author.kind === 'bot'),
  );
  return { conversation, answer: items.find(({ author }) => author.kind === 'bot')?.text ?? '' };
}

/** The rule that a new visitor's message meets. */
async function ruleOf(url: string, text: string): Promise<string | undefined> {
  const { conversation } = await ask(url, text);
  const { items } = await call<MessagePage>(url, 'GET', `/v1/conversations/${conversation.id}/messages`);
  const turnId = items.find(({ author }) => author.kind === 'bot')?.turnId;
  return (await call<Trace>(url, 'GET', `/v1/conversations/${conversation.id}/turns/${turnId}`)).decision?.ruleId;
}

/** What axe finds on the page as it is that keeps somebody out. */
async function barriersOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describeWithBrowser('a correction in the console becomes a better model', () => {
  const dataDir = preparedFolder();
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  let asked: Awaited<ReturnType<typeof ask>>;

  beforeAll(async () => {
    server = await startServer({ dataDir });
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    page.setDefaultTimeout(30_000);
    asked = await ask(server.url, question);
  }, 2 * minutes);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(
    'labels a visitor’s message in two keys',
    async () => {
      await signIn(page, server.url, server.oneTimePassword);
      await page.locator('[data-part="row"]', { hasText: 'Visitor' }).first().click();
      await page.locator('[data-part="message"]', { hasText: question }).waitFor();
      await page.keyboard.press('l');
      await page.locator('[data-part="intent-picker"] kbd', { hasText: '1' }).waitFor();
      await page.keyboard.press('1');
      await page.locator('[data-action="label"]', { hasText: 'Labelled' }).waitFor();
    },
    2 * minutes,
  );

  it(
    'takes another intent by its name; the message has that label only',
    async () => {
      await page.keyboard.press('l');
      await page.locator('[data-part="intent-picker"] input').fill('gift_card');
      await page.keyboard.press('Enter');
      await page.locator('[data-action="label"]', { hasText: 'gift_card' }).waitFor();
      const path = `/v1/dataset/rows?conversationId=${asked.conversation.id}`;
      const { items } = await call<{ items: { intent: string; part: string }[] }>(server.url, 'GET', path);
      expect(items).toMatchObject([{ intent: 'gift_card', part: 'train' }]);
    },
    minutes,
  );

  it(
    'adds rows by hand, deletes one and takes that back',
    async () => {
      await page.locator('a[href$="/training-data"]').click();
      await page.locator('[data-intent="gift_card"]').first().click();
      for (const text of examples) {
        await page.locator('[data-part="new-text"]').fill(text);
        await page.keyboard.press('Enter');
        await page.locator('[data-part="data-row"]', { hasText: text }).waitFor();
      }
      const row = page.locator('[data-part="data-row"]', { hasText: examples[0] ?? '' });
      await row.hover();
      await row.locator('[data-action="remove-row"]').click();
      await row.waitFor({ state: 'detached' });
      await page.locator('[data-action="undo"]').click();
      await row.waitFor();
      await page.locator('[data-part="changes"]', { hasText: '+5' }).waitFor();
    },
    2 * minutes,
  );

  it(
    'trains beside the running desk, and shows how it goes',
    async () => {
      await page.locator('[data-action="train"]').click();
      await page.locator('[data-part="expected"]', { hasText: 'about' }).first().waitFor();
      await page.locator('[data-action="start-training"]').click();
      await page.locator('a[href$="/models"]').click();
      await page.locator('[data-part="training"][data-status="running"] .curve').waitFor({ timeout: 2 * minutes });
      await page.locator('[data-part="training"][data-status="done"]').waitFor({ timeout: 4 * minutes });
      expect((await ask(server.url, question)).answer).toBe(asked.answer);
    },
    6 * minutes,
  );

  it(
    'shows what other rules would make of the candidate, stores them, and keeps who changed them',
    async () => {
      await page.locator('[data-part="model"][data-look="past"]').first().click();
      await page.locator('[data-part="gate-rules"] summary').first().click();
      const passed = await page.locator('[data-part="gate"]').getAttribute('data-passed');
      await page.locator('[name="minimumTestRows"]').fill('5000');
      await page.locator('[data-rule="has-test-part"]', { hasText: '✕' }).waitFor();
      await page.locator('[data-part="would-pass"]', { hasText: 'should not' }).waitFor();
      expect(await page.locator('[data-part="gate"]').getAttribute('data-passed')).toBe(passed);
      await page.locator('[data-action="save-rules"]').click();
      await page.locator('[data-part="gate"][data-passed="false"]').waitFor();
      const report = await call<ModelSettingsReport>(server.url, 'GET', '/v1/models/settings');
      expect(report).toMatchObject({
        version: 1,
        changes: [{ by: 'Robin', changed: [{ setting: 'gate.minimumTestRows', from: 30, to: 5_000 }] }],
      });
    },
    2 * minutes,
  );

  it(
    'tells who changes what somebody else has changed meanwhile',
    async () => {
      const put = (ifMatch: string | null, keepDays: number) =>
        fetch(`${server.url}/v1/models/settings`, {
          method: 'PUT',
          headers: {
            Authorization: `Bearer ${apiKey}`,
            'Content-Type': 'application/json',
            ...(ifMatch === null ? {} : { 'If-Match': ifMatch }),
          },
          body: JSON.stringify({ keepDays }),
        });
      expect((await put(null, 20)).status).toBe(428);
      expect((await put('"0"', 20)).status).toBe(412);
      const saved = await put('"1"', 20);
      expect([saved.status, saved.headers.get('etag')]).toEqual([200, '"2"']);
      await page.locator('[name="keepDays"]').fill('40');
      await page.locator('[data-action="save-rules"]').click();
      await page.locator('[data-part="notice"]', { hasText: 'meanwhile' }).waitFor();
      await until(
        () => page.locator('[name="keepDays"]').inputValue(),
        (days) => days === '20',
      );
    },
    minutes,
  );

  it(
    'promotes the candidate, and the desk answers differently',
    async () => {
      await page.locator('[data-part="model"][data-look="past"]').first().click();
      const gate = page.locator('[data-part="gate"]');
      await gate.waitFor();
      if ((await gate.getAttribute('data-passed')) === 'false')
        await page.locator('[data-part="reason"]').fill('a test');
      await page.locator('[data-action="promote"]').click();
      await page.locator('[data-part="notice"]', { hasText: 'Live' }).waitFor();
      const { answer } = await until(
        () => ask(server.url, question),
        (now) => now.answer !== asked.answer,
      );
      expect(answer).toMatch(/gift card/i);
    },
    2 * minutes,
  );

  it(
    'measures the new live model on an older version in the training process, when somebody looks',
    async () => {
      const { items, liveId } = await call<Models>(server.url, 'GET', '/v1/models');
      const older = items.find(({ id }) => id !== liveId);
      const gate = () => call<Gate>(server.url, 'GET', `/v1/models/${older?.id}/gate`);
      expect(await gate()).toEqual({ state: 'unmeasured', jobs: [] });
      await page.locator('[data-part="model"][data-look="past"]').first().click();
      await page.locator('[data-part="measuring"]').waitFor();
      const measuring = await until(gate, (now) => now.state === 'unmeasured' && now.jobs.length > 0);
      const job = measuring.state === 'unmeasured' ? measuring.jobs[0] : undefined;
      expect(job).toMatchObject({ kind: 'measure', modelId: liveId });
      await until(
        async () => trainingProcesses(job?.id ?? ''),
        (processes) => processes.length === 1,
      );
      await page.locator('[data-part="gate"]').waitFor({ timeout: 2 * minutes });
      expect(await gate()).toMatchObject({ state: 'measured', report: { live: { n: expect.any(Number) } } });
    },
    4 * minutes,
  );

  it(
    'answers at the risk and the confidence that were chosen, with the same model',
    async () => {
      const known = 'how can i cancel my order';
      await page.locator('[data-part="model"][data-look="live"]').click();
      await page.locator('[data-part="threshold"] [value="0.05"]').waitFor();
      expect(await ruleOf(server.url, known)).not.toBe('passages-support');
      const usual = await ruleOf(server.url, known);
      await page.locator('#minimum-confidence').focus();
      await page.keyboard.press('End');
      await page.locator('[data-part="consequence"]', { hasText: '0 of 100' }).waitFor();
      await page.locator('[data-action="apply-automation"]').click();
      await page.locator('[data-part="notice"]', { hasText: 'Saved' }).waitFor();
      await until(
        () => ruleOf(server.url, known),
        (rule) => rule !== usual,
      );
      await page.locator('#minimum-confidence').focus();
      await page.keyboard.press('Home');
      await page.locator('[data-part="threshold"] [value="0.1"]').check();
      await page.locator('[data-action="apply-automation"]').click();
      await until(
        () => ruleOf(server.url, known),
        (rule) => rule === usual,
      );
      const { settings } = await call<ModelSettingsReport>(server.url, 'GET', '/v1/models/settings');
      expect(settings.automation).toEqual({ risk: 0.1, minimumConfidence: 0 });
    },
    2 * minutes,
  );

  it(
    'rolls back in one step, and the desk answers as before',
    async () => {
      await page.locator('[data-action="roll-back"]').click();
      await page.locator('[data-part="notice"]', { hasText: 'Rolled back' }).waitFor();
      await until(
        () => ask(server.url, question),
        ({ answer }) => answer === asked.answer,
      );
      const { promotions } = await call<Models>(server.url, 'GET', '/v1/models');
      expect(promotions.map(({ kind }) => kind)).toEqual(['rollback', 'promote', 'seed']);
    },
    2 * minutes,
  );

  it(
    'names every bad row of a file and takes nothing from it',
    async () => {
      await page.locator('a[href$="/training-data"]').click();
      const rows = ['text,intent', 'is a quorble there,gift_card', ',gift_card', `${'x'.repeat(50_000)},gift_card`];
      const file = { name: 'shop rows.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
      await page.locator('input[type="file"]').setInputFiles(file);
      const failure = page.locator('[data-part="import-failure"]');
      await failure.locator('li', { hasText: 'shop rows.csv:3 the text is empty' }).waitFor();
      await failure.locator('li', { hasText: 'shop rows.csv:4 the text is longer' }).waitFor();
      const { items } = await call<{ items: unknown[] }>(server.url, 'GET', '/v1/dataset/rows?search=quorble');
      expect(items).toHaveLength(0);
    },
    minutes,
  );

  it.each([1440, 390])(
    'keeps nobody out of Training data and Models at %i pixels',
    async (width) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.url}/console/training-data`);
      await page.locator('[data-part="data-row"]').first().waitFor();
      expect(await barriersOn(page)).toEqual([]);
      await page.locator('[data-action="train"]').click();
      await page.locator('[data-action="start-training"]').waitFor();
      expect(await barriersOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.goto(`${server.url}/console/models`);
      await page.locator('[data-part="model"][data-look="past"]').first().click();
      await page.locator('[data-part="gate"]').waitFor();
      await page.locator('[data-part="gate-rules"] summary').first().click();
      await page.locator('[data-part="confusion"]').waitFor();
      expect(await barriersOn(page)).toEqual([]);
    },
    2 * minutes,
  );
});
