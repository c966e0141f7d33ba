import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Conversation, MessagePage, Models, TrainingJob } from '@switchboard/contracts';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { call, preparedFolder } from './prepared-folder';

const describeWithBrowser = withBrowser ? describe : describe.skip;
const password = 'correct horse battery';
/** Words that no shop has, so that only the training can know them. */
const question = 'can i frobnicate the quux';
const examples = ['frobnicate a quux please', 'how to frobnicate my quux', 'quux frobnicating', 'frobnicated quux'];
const minutes = 60_000;

async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    await new Promise((later) => setTimeout(later, 250));
  }
}

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

const ended = ({ status }: TrainingJob): boolean => !['queued', 'running'].includes(status);

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
      await page.goto(`${server.url}/console`);
      await page.fill('[name="email"]', 'lead@fellmoor.example');
      await page.fill('[name="password"]', server.oneTimePassword ?? '');
      await page.keyboard.press('Enter');
      await page.locator('[data-part="choose-password"] [name="password"]').fill(password);
      await page.keyboard.press('Enter');
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
});

describe('a training that is disturbed', () => {
  const dataDir = preparedFolder();
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ dataDir });
  }, 2 * minutes);
  afterAll(async () => {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const begin = async (): Promise<string> => {
    const { id } = await call<TrainingJob>(server.url, 'POST', '/v1/training', {});
    await until(
      () => read(id),
      ({ stage }) => stage === 'choose',
    );
    return id;
  };
  const read = (id: string) => call<TrainingJob>(server.url, 'GET', `/v1/training/${id}`);
  const liveId = async () => (await call<Models>(server.url, 'GET', '/v1/models')).liveId;
  const processesOf = (id: string): number[] =>
    execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes('training-process') && line.includes(id))
      .map((line) => Number.parseInt(line, 10));

  it(
    'stops when somebody cancels it',
    async () => {
      const id = await begin();
      await call(server.url, 'POST', `/v1/training/${id}/cancel`);
      expect(await until(() => read(id), ended)).toMatchObject({ status: 'cancelled', modelId: null });
      expect(processesOf(id)).toEqual([]);
    },
    2 * minutes,
  );

  it(
    'says in plain words that its process was killed, and leaves the live model alone',
    async () => {
      const before = await liveId();
      const id = await begin();
      for (const pid of processesOf(id)) process.kill(pid, 'SIGKILL');
      const job = await until(() => read(id), ended);
      expect(job).toMatchObject({ status: 'failed', error: expect.stringContaining('The live model is untouched') });
      expect(await liveId()).toBe(before);
    },
    2 * minutes,
  );

  it(
    'goes on when the desk was killed and is back, and leaves no process behind',
    async () => {
      const id = await begin();
      const left = processesOf(id);
      await server.kill();
      server = await startServer({ dataDir });
      const job = await until(() => read(id), ended);
      expect(job).toMatchObject({ status: 'done', modelId: expect.any(String) });
      for (const pid of left) expect(() => process.kill(pid, 0)).toThrow();
    },
    6 * minutes,
  );
});
