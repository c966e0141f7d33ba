import { rmSync } from 'node:fs';
import type { Languages, Problem } from '@switchboard/contracts';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { call, preparedFolder } from './prepared-folder';

describe('languages', () => {
  const dataDir = preparedFolder();
  let server: RunningServer;
  beforeAll(async () => void (server = await startServer({ dataDir })), 120_000);
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  (withBrowser ? describe : describe.skip)('on a phone in Chinese', () => {
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      browser = await launchBrowser();
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
      page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(`${server.url}/`);
    }, 120_000);
    afterAll(() => browser.close());

    it('a visitor is greeted, asks, and gets the answer with its source', async () => {
      await page.locator('[data-part="bubble"]').click();
      await page.getByText('订单、配送、退换货').first().waitFor();
      await page.locator('[data-part="input"]').fill('运费是多少？');
      await page.keyboard.press('Enter');
      const reply = page.locator('[data-part="message"][data-author="bot"]', { hasText: '3.95 英镑' });
      await reply.first().waitFor();
      expect(await reply.first().locator('[data-part="citation"]').first().textContent()).toBe('运费');
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    }, 120_000);
  });

  it('can be looked at, and one that no encoder reads is refused with those there are', async () => {
    expect(await call<Languages>(server.url, 'GET', '/v1/languages')).toMatchObject({
      languages: ['en', 'zh'],
      encoder: 'multilingual-e5-small',
      change: null,
    });
    const refused = await call<Problem>(server.url, 'PUT', '/v1/languages', { languages: ['en', 'tlh'] });
    expect(refused).toMatchObject({ code: 'bad-request', detail: expect.stringMatching(/no encoder reads.*de/) });
  });

  it('change in the background, and are served when it is done', async () => {
    const wanted = ['en', 'zh', 'de'];
    await call<Languages>(server.url, 'PUT', '/v1/languages', { languages: wanted });
    let now = await call<Languages>(server.url, 'GET', '/v1/languages');
    while (now.change !== null && now.change.error === null) {
      await new Promise((later) => setTimeout(later, 100));
      now = await call<Languages>(server.url, 'GET', '/v1/languages');
    }
    expect(now).toMatchObject({ languages: wanted, encoder: 'multilingual-e5-small', change: null });
    expect(await call<Problem>(server.url, 'DELETE', '/v1/languages/change')).toMatchObject({ code: 'not-found' });
  }, 60_000);
});
