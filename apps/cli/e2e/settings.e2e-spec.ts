import { rmSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Conversation, Problem } from '@switchboard/contracts';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { call, preparedFolder } from './prepared-folder';
import { signIn } from './sign-in';

const describeWithBrowser = withBrowser ? describe : describe.skip;

describeWithBrowser('the settings of a workspace', () => {
  const dataDir = preparedFolder();
  let server: RunningServer;
  let browser: Browser;
  let lead: Page;
  beforeAll(async () => {
    server = await startServer({ dataDir });
    browser = await launchBrowser();
    lead = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })).newPage();
    await signIn(lead, server.url, server.oneTimePassword);
    await lead.locator('[data-part="search"]').waitFor();
    await lead.goto(`${server.url}/console/settings`);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const secretShown = async (): Promise<string> => {
    const secret = (await lead.locator('[data-part="secret"] code').textContent()) ?? '';
    await lead.locator('[data-part="secret"] button').last().click();
    return secret;
  };

  it('say what visitors read first, and when people are there', async () => {
    const form = lead.locator('[data-part="company"]');
    await form.locator('[name="greeting"]').first().fill('Hello from the new season.');
    await form.locator('[name="suggestions"]').first().fill('Where is my parcel?\n\nWhich boots fit wide feet?');
    const sunday = form.locator('[data-day="7"]');
    await sunday.locator('input[type="checkbox"]').setChecked(true);
    await sunday.locator('input[type="time"]').last().fill('08:00');
    await lead.locator('[data-action="save-company"]').click();
    expect(await form.locator('input[type="time"]:invalid').count()).toBe(1);
    await sunday.locator('input[type="time"]').last().fill('16:00');
    await lead.locator('[data-action="save-company"]').click();
    await form.locator('[role="status"]').waitFor();

    const visitor = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await visitor.goto(server.url);
    await visitor.locator('[data-part="bubble"]').click();
    await visitor.locator('.welcome', { hasText: 'Hello from the new season.' }).waitFor();
    expect(await visitor.locator('.welcome .choice').allTextContents()).toEqual([
      'Where is my parcel?',
      'Which boots fit wide feet?',
    ]);
    await visitor.context().close();
  }, 60_000);

  it('let a team grow by invitation: the new person signs in, works, and manages nobody', async () => {
    await lead.locator('[data-part="invite"] [name="name"]').fill('Kit');
    await lead.locator('[data-part="invite"] [name="email"]').fill('kit@fellmoor.example');
    await lead.locator('[data-action="invite"]').click();
    const password = await secretShown();
    expect(await lead.locator('[data-part="member"]').count()).toBe(2);

    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const kit = await context.newPage();
    await signIn(kit, server.url, password, 'kit@fellmoor.example');
    await kit.locator('[data-part="search"]').waitFor();
    await kit.goto(`${server.url}/console/settings`);
    await kit.locator('[data-part="member"]').nth(1).waitFor();
    expect(
      await kit
        .locator('[data-part="invite"], [data-part="keys"], [data-part="company"], [data-action="remove-member"]')
        .count(),
    ).toBe(0);
    const refused = await kit.evaluate<Problem>(`fetch('/v1/keys').then((response) => response.json())`);
    expect(refused).toMatchObject({ status: 403, code: 'forbidden', detail: 'only a lead can do this' });

    // Somebody who talks with a visitor is not removed; afterwards the console is closed at once.
    const { id } = await call<Conversation>(server.url, 'POST', '/v1/conversations', {});
    const take = (what: string) =>
      kit.evaluate(`fetch('/v1/conversations/${id}/${what}', { method: 'POST' }).then((r) => r.status)`);
    expect(await take('take-over')).toBe(200);
    const row = lead.locator('[data-part="member"]', { hasText: 'kit@fellmoor.example' });
    await row.locator('[data-action="remove-member"]').click();
    await row.locator('[data-action="remove-member-sure"]').click();
    await row.locator('[role="alert"]', { hasText: 'open conversations' }).waitFor();
    expect(await take('give-back')).toBe(200);
    await row.locator('[data-action="remove-member-sure"]').click();
    await row.waitFor({ state: 'detached' });
    expect(await kit.evaluate(`fetch('/v1/agent/session').then((response) => response.status)`)).toBe(401);
    await context.close();
  }, 90_000);

  it('give programs keys that may what they say, until they are revoked', async () => {
    await lead.locator('[data-part="issue-key"] [name="name"]').fill('Shop system');
    await lead.locator('[data-part="issue-key"] [name="conversations:write"]').uncheck();
    await lead.locator('[data-action="issue-key"]').click();
    const key = await secretShown();
    const ask = async (method: string, path: string) =>
      (
        await fetch(`${server.url}${path}`, {
          method,
          headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
          ...(method === 'POST' ? { body: '{}' } : {}),
        })
      ).status;
    expect(await ask('GET', '/v1/conversations')).toBe(200);
    expect(await ask('POST', '/v1/conversations')).toBe(403);
    const row = lead.locator('[data-part="key"]', { hasText: 'Shop system' });
    await row.locator('[data-action="revoke-key"]').click();
    await row.locator('[data-action="revoke-key-sure"]').click();
    await row.waitFor({ state: 'detached' });
    expect(await ask('GET', '/v1/conversations')).toBe(401);
  }, 60_000);

  it('work on a phone too, with nothing that keeps anybody out', async () => {
    for (const width of [1440, 390]) {
      await lead.setViewportSize({ width, height: 844 });
      const { violations } = await new AxeBuilder({ page: lead }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await lead.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
  }, 60_000);
});
