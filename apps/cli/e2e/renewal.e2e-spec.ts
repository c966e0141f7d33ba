import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Models, Readiness } from '@switchboard/contracts';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { call, preparedFolder } from './prepared-folder';
import { until } from './until';

const minutes = 60_000;

describe('a live model in an old format', () => {
  const dataDir = preparedFolder();
  let server: RunningServer;
  /** As the version before wrote it: another format, and a field that is gone. */
  beforeAll(() => {
    const artifacts = join(dataDir, 'artifacts');
    for (const name of readdirSync(artifacts)) {
      const file = join(artifacts, name, 'model.json');
      const card = JSON.parse(readFileSync(file, 'utf8')) as object;
      writeFileSync(file, JSON.stringify({ ...card, format: 3, pool: undefined }));
    }
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const readModels = () => call<Models>(server.url, 'GET', '/v1/models');
  const intentsPart = async () =>
    ((await (await fetch(`${server.url}/health/ready`)).json()) as Readiness).parts.find(
      ({ part }) => part === 'intent models',
    );

  it(
    'is trained again by itself, over a kill, replaced and archived; until then the desk says so',
    async () => {
      server = await startServer({ dataDir });
      const before = await until(readModels, ({ renewal }) => renewal?.job?.stage === 'choose');
      expect(before.renewal).toMatchObject({ fault: 'format', job: { status: 'running' } });
      expect(await intentsPart()).toMatchObject({ state: 'loading', detail: expect.stringMatching(/without intents/) });
      await server.kill();
      server = await startServer({ dataDir });
      const after = await until(readModels, ({ liveId }) => liveId !== before.liveId);
      const { archivedAt } = after.items.find(({ id }) => id === before.liveId) ?? {};
      const { items } = await until(readModels, ({ renewal }) => renewal === null);
      expect(items).toHaveLength(2);
      expect(after.promotions[0]).toMatchObject({ modelId: after.liveId, previousId: before.liveId });
      expect(archivedAt ?? items.find(({ id }) => id === before.liveId)?.archivedAt).toEqual(expect.any(String));
      expect(await intentsPart()).toMatchObject({ state: 'ready' });
    },
    8 * minutes,
  );
});
