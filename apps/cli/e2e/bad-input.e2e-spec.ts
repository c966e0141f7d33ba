import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@switchboard/api';
import type { Conversation, Problem, Result, WidgetSession } from '@switchboard/contracts';
import { type Socket, io } from 'socket.io-client';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { call, preparedFolder } from './prepared-folder';

const nobody = '7f3c1a52-0000-4000-8000-000000000000';

describe('bad input', () => {
  const dataDir = preparedFolder();
  let server: RunningServer;
  const sockets: Socket[] = [];
  beforeAll(async () => void (server = await startServer({ dataDir })), 60_000);
  afterEach(async () => {
    sockets.splice(0).forEach((socket) => socket.close());
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
  async function visitor(token?: string): Promise<Socket> {
    const session = (await (await post('/v1/widget/sessions', '{}')).json()) as WidgetSession;
    const socket = io(`${server.url}/visitor`, {
      auth: { token: token ?? session.token },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    sockets.push(socket);
    return socket;
  }
  const connected = (socket: Socket) =>
    new Promise<void>((resolve, reject) => void socket.once('connect', resolve).once('connect_error', reject));

  it('of broken JSON is a 400 with a code, and of a wrong field names it', async () => {
    const broken = await post('/v1/widget/sessions', '{"workspace":');
    expect([broken.status, broken.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(
      await call<Problem>(server.url, 'POST', '/v1/conversations', { visitor: { email: 'nonsense' } }),
    ).toMatchObject({
      code: 'bad-request',
      errors: [{ path: 'visitor.email' }],
    });
  });

  it('of a body beyond the limit is a 413', async () => {
    const response = await post('/v1/widget/sessions', JSON.stringify({ workspace: 'x'.repeat(200_000) }));
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([413, 'body-too-large']);
  });

  it('of a wrong key or none is a 401, of a wrong password too', async () => {
    expect((await fetch(`${server.url}/v1/conversations`)).status).toBe(401);
    expect(
      (await fetch(`${server.url}/v1/conversations`, { headers: { Authorization: 'Bearer wrong-key-000000' } })).status,
    ).toBe(401);
    expect(
      (await post('/v1/agent/session', JSON.stringify({ email: 'lead@fellmoor.example', password: 'guess' }))).status,
    ).toBe(401);
  });

  it('of a conversation that is not there, or not an id, is a 404', async () => {
    expect(await call<Problem>(server.url, 'GET', `/v1/conversations/${nobody}`)).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    expect(await call<Problem>(server.url, 'GET', `/v1/conversations/1%27%20or%20true`)).toMatchObject({ status: 404 });
  });

  it('of a key that wants what only people may do is a 403', async () => {
    const { id } = await call<Conversation>(server.url, 'POST', '/v1/conversations', {});
    expect(await call<Problem>(server.url, 'POST', `/v1/conversations/${id}/take-over`)).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  });

  it('of a forged visitor’s token is refused at the handshake with the problem', async () => {
    const socket = await visitor('eyJhbGciOiJub25lIn0.e30.');
    await expect(connected(socket)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
  });

  it('of a person’s namespace without a session is refused', async () => {
    const socket = io(`${server.url}/agent`, { transports: ['websocket'], reconnection: false, forceNew: true });
    sockets.push(socket);
    await expect(connected(socket)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
  });

  it('of an unknown event, a wrong payload or a long text is answered with a problem', async () => {
    const socket = await visitor();
    await connected(socket);
    const refused = async (event: string, ...input: unknown[]): Promise<string> => {
      const result = (await socket.timeout(3_000).emitWithAck(event, ...input)) as Result<unknown>;
      return result.ok ? 'accepted' : result.problem.code;
    };
    expect(await refused('conversation.delete', {})).toBe('unknown-event');
    expect(await refused('message.send', 'words')).toBe('bad-request');
    expect(await refused('message.send', { clientId: 'a b', text: 'x' })).toBe('bad-request');
    expect(await refused('message.send', { clientId: 'a', text: '   ' })).toBe('bad-request');
    expect(await refused('message.send', { clientId: 'a', text: 'x'.repeat(4_001) })).toBe('bad-request');
    expect(await refused('message.send', { clientId: 'a', text: 'hello' })).toBe('accepted');
  });

  it('of a frame of a megabyte closes that connection and no other', async () => {
    const [mine, other] = [await visitor(), await visitor()];
    await Promise.all([connected(mine), connected(other)]);
    const gone = new Promise((resolve) => mine.once('disconnect', resolve));
    mine.emit('message.send', { clientId: 'big', text: 'x'.repeat(1_000_000) });
    await gone;
    expect(other.connected).toBe(true);
  });

  it('of a thousand messages at once from one visitor is limited, and another visitor is still answered', async () => {
    const [flood, other] = [await visitor(), await visitor()];
    await Promise.all([connected(flood), connected(other)]);
    const results = await Promise.all(
      Array.from(
        { length: 1_000 },
        (_, index) =>
          flood.timeout(20_000).emitWithAck('message.send', { clientId: `f${index}`, text: 'hello' }) as Promise<
            Result<unknown>
          >,
      ),
    );
    const refused = results.filter((result) => !result.ok);
    expect(refused.length).toBeGreaterThanOrEqual(970);
    expect(
      refused.every(
        (result) => !result.ok && result.problem.code === 'rate-limited' && (result.problem.retryAfterSeconds ?? 0) > 0,
      ),
    ).toBe(true);
    const answered = new Promise((resolve) =>
      other.on('message.created', ({ author }) => author.kind === 'bot' && resolve(true)),
    );
    await other.timeout(5_000).emitWithAck('message.send', { clientId: 'o', text: 'how much is delivery' });
    expect(await answered).toBe(true);
  }, 30_000);

  it('of a session that has ended reaches nothing: its console is cut off at once', async () => {
    const email = 'lead@fellmoor.example';
    const chosen = 'a long enough password 1';
    const signIn = async (password: string): Promise<string> => {
      const response = await post('/v1/agent/session', JSON.stringify({ email, password }));
      expect(response.status).toBe(200);
      return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    };
    const choose = (cookie: string, password: string) =>
      fetch(`${server.url}/v1/agent/password`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', cookie },
        body: JSON.stringify({ password }),
      });
    const console = async (cookie: string): Promise<Socket> => {
      const socket = io(`${server.url}/agent`, {
        extraHeaders: { cookie },
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      });
      sockets.push(socket);
      await connected(socket);
      return socket;
    };
    const cutOff = (socket: Socket) => new Promise((resolve) => void socket.once('disconnect', resolve));

    const own = await signIn(server.oneTimePassword ?? '');
    expect((await choose(own, chosen)).status).toBe(200);
    const [mine, others] = [await console(own), await console(await signIn(chosen))];
    const otherEnded = cutOff(others);
    expect((await choose(own, 'a long enough password 2')).status).toBe(200);
    await otherEnded;
    expect(mine.connected).toBe(true);

    const ended = cutOff(mine);
    const headers = { cookie: own };
    expect((await fetch(`${server.url}/v1/agent/session`, { method: 'DELETE', headers })).status).toBe(204);
    await ended;
    await expect(console(own)).rejects.toThrow();
  }, 20_000);

  describe('of the person who starts it', () => {
    const start = (env: Record<string, string>) =>
      spawnSync(process.execPath, [join(repositoryRoot(), 'apps', 'cli', 'bin', 'switchboard.mjs'), 'start'], {
        encoding: 'utf8',
        env: { ...process.env, ...env },
        timeout: 30_000,
      });

    it('on a busy port ends with a clear line', () => {
      const { status, stderr } = start({ PORT: String(server.port), DATA_DIR: join(dataDir, 'other') });
      expect([status, stderr.includes(`port ${server.port} is in use`)]).toEqual([1, true]);
    });

    it('on a data folder in use ends with a clear line', () => {
      const { status, stderr } = start({ PORT: '0', DATA_DIR: dataDir });
      expect([status, /in use by another desk/.test(stderr)]).toEqual([1, true]);
    });

    it('with a bad variable ends with its name and what was expected', () => {
      const { status, stderr } = start({ PORT: 'eighty', DATA_DIR: join(dataDir, 'other') });
      expect([status, /PORT: .*a number from 0 to 65535/.test(stderr)]).toEqual([1, true]);
    });

    it('with wrong usage ends with 2', () => {
      const run = (...args: string[]) =>
        spawnSync(process.execPath, [join(repositoryRoot(), 'apps', 'cli', 'bin', 'switchboard.mjs'), ...args], {
          encoding: 'utf8',
        }).status;
      expect([run('nonsense'), run('train', 'intents'), run('train', 'intents', '--help')]).toEqual([2, 2, 0]);
    });
  });
});
