import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Conversation, Message, MessagePage } from '@switchboard/contracts';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { call, preparedFolder } from './prepared-folder';

const conversations = 200;

/** Posts until the desk has acknowledged, always under the same client id, as every client of ours does. */
async function sayUntilAcknowledged(url: string, id: string, clientId: string, text: string): Promise<Message> {
  for (;;) {
    const message = await call<Message & { status?: number }>(url, 'POST', `/v1/conversations/${id}/messages`, {
      clientId,
      text,
    }).catch(() => null);
    if (message?.seq !== undefined) return message;
    await new Promise((later) => setTimeout(later, 100));
  }
}

describe('a desk that is killed', () => {
  const dataDir = preparedFolder();
  let server: RunningServer;
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('in the middle of 200 conversations loses, doubles and reorders nothing, and answers everybody once', async () => {
    server = await startServer({ dataDir });
    const { url, port } = server;
    const ids: string[] = [];
    for (let index = 0; index < conversations; index++)
      ids.push((await call<Conversation>(url, 'POST', '/v1/conversations', {})).id);

    let acknowledged = 0;
    const sending = ids.map(async (id, index) => {
      await sayUntilAcknowledged(url, id, `first-${index}`, 'how much is delivery');
      acknowledged++;
      await sayUntilAcknowledged(url, id, `second-${index}`, 'and what are your opening hours');
    });
    while (acknowledged < conversations / 3) await new Promise((later) => setTimeout(later, 5));
    await server.kill();
    server = await startServer({ dataDir, port });
    await Promise.all(sending);

    for (const id of ids) {
      const messages = await threadWhenAnswered(server.url, id);
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
      const said = messages.filter(({ author }) => author.kind === 'visitor').map(({ text }) => text);
      expect(said).toEqual(['how much is delivery', 'and what are your opening hours']);
      const answers = messages.filter(({ author }) => author.kind === 'bot');
      expect(new Set(answers.map(({ turnId }) => turnId)).size).toBe(answers.length);
      expect(answers.length).toBeLessThanOrEqual(2);
      expect(messages.at(-1)?.author.kind).toBe('bot');
    }
  }, 180_000);

  /** The thread once its last word is the desk's; fails by itself when the answer never comes. */
  async function threadWhenAnswered(url: string, id: string): Promise<Message[]> {
    for (let tries = 0; ; tries++) {
      const { items } = await call<MessagePage>(url, 'GET', `/v1/conversations/${id}/messages`);
      if (items.at(-1)?.author.kind === 'bot' || tries > 300) return items;
      await new Promise((later) => setTimeout(later, 100));
    }
  }

  it('keeps a client id’s first result after the restart', async () => {
    const { id } = await call<Conversation>(server.url, 'POST', '/v1/conversations', {});
    const clientId = randomUUID();
    const first = await sayUntilAcknowledged(server.url, id, clientId, 'hello');
    await server.kill();
    server = await startServer({ dataDir, port: server.port });
    expect(await sayUntilAcknowledged(server.url, id, clientId, 'hello')).toMatchObject({
      id: first.id,
      seq: first.seq,
    });
  }, 60_000);
});
