import { rmSync } from 'node:fs';
import type { Models, TrainingJob } from '@switchboard/contracts';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { call, preparedFolder } from './prepared-folder';
import { trainingProcesses } from './training-processes';
import { until } from './until';

const minutes = 60_000;
const ended = ({ status }: TrainingJob): boolean => !['queued', 'running'].includes(status);

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

  it(
    'stops when somebody cancels it',
    async () => {
      const id = await begin();
      await call(server.url, 'POST', `/v1/training/${id}/cancel`);
      expect(await until(() => read(id), ended)).toMatchObject({ status: 'cancelled', modelId: null });
      expect(trainingProcesses(id)).toEqual([]);
    },
    2 * minutes,
  );

  it(
    'says in plain words that its process was killed, and leaves the live model alone',
    async () => {
      const before = await liveId();
      const id = await begin();
      for (const pid of trainingProcesses(id)) process.kill(pid, 'SIGKILL');
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
      const left = trainingProcesses(id);
      await server.kill();
      server = await startServer({ dataDir });
      const job = await until(() => read(id), ended);
      expect(job).toMatchObject({ status: 'done', modelId: expect.any(String) });
      for (const pid of left) expect(() => process.kill(pid, 0)).toThrow();
    },
    6 * minutes,
  );
});
