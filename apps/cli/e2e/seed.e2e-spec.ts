import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@switchboard/api';
import type { AgentProfile, KnowledgeDocument } from '@switchboard/contracts';
import type { Browser } from 'playwright-core';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { call, preparedFolder } from './prepared-folder';

const itWithBrowser = withBrowser ? it : it.skip;

describe('a desk of its own from a pack, beside the demo', () => {
  const dataDir = preparedFolder();
  const seed = (...args: string[]) =>
    spawnSync(process.execPath, [join(repositoryRoot(), 'apps', 'cli', 'bin', 'switchboard.mjs'), 'seed', ...args], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', DATA_DIR: dataDir, DATABASE_URL: '' },
    });
  let server: RunningServer;
  let browser: Browser | undefined;
  let seeded: ReturnType<typeof seed>;
  let again: ReturnType<typeof seed>;
  beforeAll(async () => {
    seeded = seed('--pack', 'legal', '--workspace', 'whitmoor', '--email', 'ana@whitmoor.example');
    again = seed('--pack', 'legal', '--workspace', 'whitmoor');
    server = await startServer({ dataDir });
    if (withBrowser) browser = await launchBrowser();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const text = async (path: string, language = 'en') => {
    const response = await fetch(`${server.url}${path}`, { headers: { 'Accept-Language': language } });
    return { status: response.status, html: await response.text() };
  };

  it('is told where it can be tried and who signs in, and works for that person', async () => {
    expect([seeded.status, seeded.stderr.includes('articles 100 %')]).toEqual([0, true]);
    expect(seeded.stdout).toContain('/desks/whitmoor');
    const password = /one-time password (\S+)/.exec(seeded.stdout)?.[1];
    const response = await fetch(`${server.url}/v1/agent/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'ana@whitmoor.example', password }),
    });
    const profile = (await response.json()) as AgentProfile;
    expect(profile).toMatchObject({
      mustChangePassword: true,
      workspace: { slug: 'whitmoor', name: 'Whitmoor Legal' },
    });
  });

  it('is not filled twice, and wrong names are said before anything is done', () => {
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('"whitmoor" in use') });
    const refused = (...args: string[]) => {
      const { status, stderr } = seed(...args);
      return { status, stderr };
    };
    expect(refused('--workspace', 'A shop')).toMatchObject({ status: 2, stderr: expect.stringContaining('acme-uk') });
    expect(refused('--email', 'nobody')).toMatchObject({ status: 2, stderr: expect.stringContaining('email address') });
    expect(refused('--pack', 'space')).toMatchObject({ status: 1, stderr: expect.stringContaining('finance') });
  });

  itWithBrowser(
    'answers on its own page, with sources in its own help centre',
    async () => {
      const page = await (await browser!.newContext({ viewport: { width: 390, height: 844 } })).newPage();
      await page.goto(`${server.url}/desks/whitmoor`);
      await page.getByRole('heading', { name: 'Whitmoor Legal' }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await page.locator('[data-part="bubble"]').click();
      await page.locator('[data-part="input"]').fill('What does a first appointment cost?');
      await page.keyboard.press('Enter');
      await page.locator('[data-author="bot"]').waitFor();
      const source = page.locator('[data-part="citation"]').first();
      const href = (await source.getAttribute('href')) ?? '';
      expect(href).toMatch(/\/help\/whitmoor\/[a-z-]+/);
      await page.goto(href);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.locator('h1').textContent()).not.toContain('no such');
    },
    60_000,
  );

  it('has a help centre of what everybody may read: nothing for some only, nothing of another desk', async () => {
    const write = (title: string, audiences: string[]) =>
      call<KnowledgeDocument>(server.url, 'POST', '/v1/documents', { title, markdown: `${title}.`, audiences });
    const [open, closed] = [await write('Our yard is open', []), await write('Dealers get a third off', ['dealers'])];
    expect((await text(`/help/demo/${open.slug}`)).status).toBe(200);
    expect((await text(`/help/demo/${closed.slug}`)).status).toBe(404);
    expect((await text(`/help/whitmoor/${open.slug}`)).status).toBe(404);
    const index = (await text('/help/demo')).html;
    expect([index.includes('Our yard is open'), index.includes('Dealers')]).toEqual([true, false]);
    expect(await text('/help/nobody', 'zh-CN')).toEqual({ status: 404, html: expect.stringContaining('没有这个页面') });
  });
});
