import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { openPostgres } from '@switchboard/db';
import type { Message, WidgetSession } from '@switchboard/contracts';
import { type Socket, io } from 'socket.io-client';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { apiKey, call, preparedFolder } from './prepared-folder';

const { TEST_DATABASE_URL: databaseUrl = '', TEST_REDIS_URL: redisUrl = '' } = process.env;
const describeWithServers = databaseUrl !== '' && redisUrl !== '' ? describe : describe.skip;

describeWithServers('two desks on one PostgreSQL and one Redis', () => {
  const dataDir = preparedFolder();
  const name = `switchboard_e2e_${randomUUID().replaceAll('-', '')}`;
  const desks: RunningServer[] = [];
  const desk = (index: number): RunningServer => desks[index] as RunningServer;
  let socket: Socket;
  const heard: Message[] = [];

  beforeAll(async () => {
    const admin = openPostgres({ url: databaseUrl, maxConnections: 1 });
    await admin.execute(`CREATE DATABASE ${name}`);
    await admin.close();
    const own = new URL(databaseUrl);
    own.pathname = `/${name}`;
    const env = { DATABASE_URL: own.href, REDIS_URL: redisUrl, SEED_API_KEY: apiKey };
    // Each is noted as it comes up, so that none is left running when the other does not.
    const starts = [0, 1].map(async () => void desks.push(await startServer({ dataDir, env })));
    for (const start of await Promise.allSettled(starts)) if (start.status === 'rejected') throw start.reason;
    const response = await fetch(`${desk(0).url}/v1/widget/sessions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    const { token, conversationId } = (await response.json()) as WidgetSession;
    socket = io(`${desk(0).url}/visitor`, { auth: { token }, transports: ['websocket'], forceNew: true });
    socket.on('message.created', (message: Message) => void heard.push(message));
    await new Promise((connected) => socket.once('connect', () => connected(null)));
    heard.length = 0;
    await call(desk(1).url, 'POST', `/v1/conversations/${conversationId}/messages`, {
      clientId: 'elsewhere',
      text: 'how much is delivery',
    });
  }, 120_000);
  afterAll(async () => {
    socket?.close();
    await Promise.all(desks.map((each) => each.stop()));
    const admin = openPostgres({ url: databaseUrl, maxConnections: 1 });
    await admin.execute(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('start together and set the demo up once', async () => {
    const counts = await Promise.all(
      desks.map(({ url }) => call<{ items: unknown[] }>(url, 'GET', '/v1/conversations')),
    );
    expect(counts.map(({ items }) => items.length)).toEqual([1, 1]);
  });

  it('bring a message and its reply from one to the visitor of the other, once and in order', async () => {
    for (let tries = 0; heard.length < 2 && tries < 100; tries++) await new Promise((later) => setTimeout(later, 50));
    expect(heard.map(({ seq, author }) => [seq, author.kind])).toEqual([
      [1, 'visitor'],
      [2, 'bot'],
    ]);
  }, 20_000);
});
