#!/usr/bin/env node
// Makes the pictures of the README: starts a desk of its own, plays a conversation in Chromium, takes screenshots.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'docs', 'tour');
const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-tour-'));
const models = join(process.env.DATA_DIR ?? join(root, '.switchboard'), 'models');
if (existsSync(models)) cpSync(models, join(dataDir, 'models'), { recursive: true });
const url = 'http://localhost:4477';

const desk = spawn(process.execPath, [join(root, 'apps', 'cli', 'bin', 'switchboard.mjs'), 'start'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, PORT: '4477', DATA_DIR: dataDir, DATABASE_URL: '', REDIS_URL: '', LOG_LEVEL: 'warn' },
});
const password = await new Promise((resolve, reject) => {
  let said = '';
  desk.stdout.on('data', (chunk) => {
    said += chunk;
    const found = /one-time password (\S+)/.exec(said);
    if (found !== null) resolve(found[1]);
  });
  desk.once('exit', () => reject(new Error('the desk did not start')));
});

const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const open = async (options) => (await browser.newContext(options)).newPage();
try {
  const shop = await open({ viewport: { width: 1280, height: 820 } });
  await shop.goto(url);
  await shop.locator('[data-part="bubble"]').click();
  for (const text of ['what does delivery cost?', 'what is the comfort temperature of the Fell Summit?']) {
    const answers = await shop.locator('[data-author="bot"]').count();
    await shop.locator('[data-part="input"]').fill(text);
    await shop.keyboard.press('Enter');
    await shop.locator('[data-author="bot"]').nth(answers).waitFor();
  }
  await shop.screenshot({ path: join(out, 'widget.png') });
  await shop.locator('[data-part="person"]').click();

  const console_ = await open({ viewport: { width: 1440, height: 860 } });
  await console_.goto(`${url}/console`);
  await console_.fill('[name="email"]', 'lead@fellmoor.example');
  await console_.fill('[name="password"]', password);
  await console_.keyboard.press('Enter');
  await console_.locator('[data-part="choose-password"] [name="password"]').fill('a password for the tour');
  await console_.keyboard.press('Enter');
  await console_.locator('[data-part="row"]').first().click();
  await console_.locator('[data-part="why"]').nth(1).click();
  await console_.locator('[data-part="why-detail"]').waitFor();
  await console_.screenshot({ path: join(out, 'why.png') });
  await console_.locator('[data-part="why"]').nth(1).click();
  await console_.locator('[data-action="take-over"]').click();
  await console_.locator('[data-part="composer"]').fill('Robin here. For December I would take the Summit.');
  await console_.keyboard.press('Enter');
  await shop.locator('[data-author="agent"]').waitFor();
  await console_.locator('.sources button').first().click();
  await console_.locator('.source article').waitFor();
  await console_.locator('.toast').waitFor({ state: 'detached' });
  await console_.screenshot({ path: join(out, 'console.png') });

  const phone = await open({
    viewport: { width: 390, height: 780 },
    deviceScaleFactor: 2,
    colorScheme: 'dark',
    storageState: await shop.context().storageState(),
  });
  await phone.goto(url);
  await phone.locator('[data-part="bubble"]').click();
  await phone.locator('[data-author="agent"]').waitFor();
  await phone.screenshot({ path: join(out, 'phone.png') });
} finally {
  await browser.close();
  desk.kill('SIGTERM');
  await new Promise((ended) => desk.once('exit', ended));
  rmSync(dataDir, { recursive: true, force: true });
}
