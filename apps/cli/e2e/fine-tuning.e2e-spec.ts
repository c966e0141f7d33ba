import { rmSync } from 'node:fs';
import type { DatasetRow, DatasetSummary, JobList, Models, TrainingJob } from '@switchboard/contracts';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { call, preparedFolder } from './prepared-folder';
import { trainingProcesses } from './training-processes';
import { signIn } from './sign-in';
import { until } from './until';

const describeWithBrowser = withBrowser ? describe : describe.skip;
const minutes = 60_000;
/** Few enough for an encoder to be trained on in a test. */
const kept = ['gift_card', 'order_cancel', 'delivery_cost'];

describeWithBrowser('fine-tuning from the console', () => {
  const dataDir = preparedFolder();
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  const latest = async (): Promise<TrainingJob | undefined> =>
    (await call<JobList>(server.url, 'GET', '/v1/training')).items.find(({ kind }) => kind === 'train');
  const epochOf = (job: TrainingJob | undefined): number => job?.points.at(-1)?.epoch ?? 0;

  async function removeOtherIntents(): Promise<void> {
    const { intents } = await call<DatasetSummary>(server.url, 'GET', '/v1/dataset');
    for (const { intent } of intents.filter((item) => !kept.includes(item.intent))) {
      const path = `/v1/dataset/rows?intent=${intent}&limit=100`;
      const { items } = await call<{ items: DatasetRow[] }>(server.url, 'GET', path);
      for (const { id } of items) await call(server.url, 'DELETE', `/v1/dataset/rows/${id}`);
    }
  }

  async function begin(): Promise<void> {
    await page.locator('[data-action="train"]:not([disabled])').click();
    await page.locator('[name="method"][value="finetune"]').check();
    await page.locator('[data-action="start-training"]').click();
  }

  beforeAll(async () => {
    server = await startServer({ dataDir });
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    page.setDefaultTimeout(30_000);
    await removeOtherIntents();
    await signIn(page, server.url, server.oneTimePassword);
    await page.locator('a[href$="/models"]').click();
  }, 4 * minutes);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(
    'goes on with the round that it was in when the desk is killed',
    async () => {
      await begin();
      await page.locator('[data-part="training"] [data-part="epoch"]').waitFor({ timeout: 4 * minutes });
      const before = await until(latest, (job) => epochOf(job) >= 2);
      const left = trainingProcesses(before?.id ?? '');
      expect(left).toHaveLength(1);
      await server.kill();
      server = await startServer({ dataDir, port: server.port });
      const after = await until(latest, (job) => epochOf(job) > 0);
      expect(after?.id).toBe(before?.id);
      const [first] = after?.points.filter(({ stage }) => stage === 'fine-tune') ?? [];
      expect(first?.epoch).toBeGreaterThanOrEqual(2);
      for (const pid of left) expect(() => process.kill(pid, 0)).toThrow();
    },
    8 * minutes,
  );

  it(
    'says of the candidate whether fine-tuning has won, and against what',
    async () => {
      const job = await until(latest, (now) => !['queued', 'running'].includes(now?.status ?? ''));
      expect(job).toMatchObject({ status: 'done', method: 'finetune' });
      const { items } = await call<Models>(server.url, 'GET', '/v1/models');
      const trial = items.find(({ id }) => id === job?.modelId)?.trial;
      expect(trial?.rows).toBeGreaterThan(0);
      await page.reload();
      const note = page.locator('[data-part="trial"]');
      await note.waitFor();
      expect(await note.getAttribute('data-wins')).toBe(String(trial?.wins));
      expect(await note.innerText()).toContain(trial?.wins ? 'won' : 'did not win');
    },
    8 * minutes,
  );

  it(
    'stops at once when somebody stops it',
    async () => {
      await call(server.url, 'POST', '/v1/dataset/rows', { text: 'a card for my aunt', intent: 'gift_card' });
      await begin();
      const running = await until(latest, (job) => job?.status === 'running' && epochOf(job) > 0);
      await page.locator('[data-action="stop-training"]').click();
      const ended = await until(latest, (job) => !['queued', 'running'].includes(job?.status ?? ''));
      expect(ended).toMatchObject({ id: running?.id, status: 'cancelled', modelId: null });
      expect(trainingProcesses(running?.id ?? '')).toEqual([]);
    },
    6 * minutes,
  );
});
