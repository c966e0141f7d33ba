import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { repositoryRoot } from '@switchboard/api';
import type { Conversation, ConversationPage, WidgetSession } from '@switchboard/contracts';
import { startScriptedModel } from '@switchboard/testing';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { parcelQuestion, parcelsDocument } from './parcels';
import { call, preparedFolder } from './prepared-folder';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const inAnHour = (): number => Math.floor(Date.now() / 1_000) + 3_600;

describe('who a visitor is, signed by a page’s own server', () => {
  const dataDir = preparedFolder();
  const asked: string[] = [];
  let shopPage = '';
  /** The company's own server: its pages, and where its parcels are. */
  const company = createServer((request, response) => {
    if (request.url === '/shop') return void response.setHeader('Content-Type', 'text/html').end(shopPage);
    if (request.url?.startsWith('/customers/') === true) asked.push(request.url);
    response.end('{"town":"Kendal"}');
  });
  let model: Awaited<ReturnType<typeof startScriptedModel>>;
  let server: RunningServer;
  let secret: string;
  let companyUrl: string;

  beforeAll(async () => {
    await once(company.listen(0, '127.0.0.1'), 'listening');
    companyUrl = `http://127.0.0.1:${(company.address() as AddressInfo).port}`;
    // It names a customer itself, and does without one when it is told that it cannot.
    model = await startScriptedModel(({ messages, tools = [] }) => {
      const told = messages.filter(({ role }) => role === 'tool').length;
      const knows = tools.some(({ function: { name } }) => name === 'parcels_where_is');
      if (!knows || told > 1) return { text: 'Your parcel is in Kendal.' };
      const own = told === 0 ? { customer: 'C-999' } : {};
      return { toolCalls: [{ name: 'parcels_where_is', arguments: { id: 'P7', ...own } }] };
    });
    const env = {
      LLM_URL: model.url,
      LLM_MODEL: 'scripted',
      TOOLS_ALLOW_ADDRESSES: '127.0.0.1',
    };
    const file = join(dataDir, 'parcels.yaml');
    writeFileSync(file, parcelsDocument);
    const binding = ['--bind', 'where_is.customer=session.customerId'];
    command(['tools', 'import', file, '--name', 'parcels', '--base-url', companyUrl, ...binding], env);
    secret = command(['identity', 'secret'], env);
    server = await startServer({ dataDir, env });
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await model?.close();
    company.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  function command(args: string[], env: Record<string, string>): string {
    const program = join(repositoryRoot(), 'apps', 'cli', 'bin', 'switchboard.mjs');
    const options = { env: { ...process.env, ...env, DATA_DIR: dataDir }, encoding: 'utf8' as const };
    return execFileSync(process.execPath, [program, ...args], options).trim();
  }
  /** As docs/identity.md shows it. */
  function sign(claims: object, by = secret): string {
    const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    return `${body}.${createHmac('sha256', by).update(body).digest('base64url')}`;
  }
  const open = (body: object) => call<WidgetSession>(server.url, 'POST', '/v1/widget/sessions', body);
  const customerIn = async (id: string): Promise<string | null | undefined> =>
    (await call<Conversation>(server.url, 'GET', `/v1/conversations/${id}`)).visitor.customerId;
  async function answered(id: string): Promise<void> {
    for (let until = Date.now() + 40_000; Date.now() < until;) {
      const { lastMessage } = await call<Conversation>(server.url, 'GET', `/v1/conversations/${id}`);
      if (lastMessage !== null && lastMessage.authorKind !== 'visitor') return;
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error(`nobody answered in ${id}`);
  }

  it('a customer’s conversation goes on in another browser, and only with the identity', async () => {
    const identity = sign({ sub: 'C-1', name: 'Ana', exp: inAnHour() });
    const first = await open({ identity });
    expect(await customerIn(first.conversationId)).toBe('C-1');
    expect((await open({ identity })).conversationId).toBe(first.conversationId);
    const signedOut = await open({ token: first.token });
    expect(signedOut.conversationId).not.toBe(first.conversationId);
    expect(await customerIn(signedOut.conversationId)).toBeNull();
  });

  it('a conversation from before somebody signed in stays its own', async () => {
    const before = await open({});
    const after = await open({ token: before.token, identity: sign({ sub: 'C-2', exp: inAnHour() }) });
    expect(after.conversationId).not.toBe(before.conversationId);
    expect(await customerIn(before.conversationId)).toBeNull();
  });

  it('a forged, an ended and an endless identity open nothing', async () => {
    for (const identity of [
      sign({ sub: 'C-1', exp: inAnHour() }, 'another secret'),
      sign({ sub: 'C-1', exp: inAnHour() - 7_200 }),
      sign({ sub: 'C-1' }),
    ])
      expect(await open({ identity })).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('a tool that is bound to the customer gets the signed one, whatever the model says, and nobody else’s', async () => {
    const { conversationId } = await open({ identity: sign({ sub: 'C-7', exp: inAnHour() }) });
    await call(server.url, 'POST', `/v1/conversations/${conversationId}/messages`, {
      clientId: 'a',
      text: parcelQuestion,
    });
    await answered(conversationId);
    expect(asked).toEqual(['/customers/C-7/parcels/P7']);
    const stranger = await open({});
    const path = `/v1/conversations/${stranger.conversationId}/messages`;
    await call(server.url, 'POST', path, { clientId: 'b', text: parcelQuestion });
    await answered(stranger.conversationId);
    expect(asked).toEqual(['/customers/C-7/parcels/P7']);
  }, 120_000);

  (withBrowser ? it : it.skip)(
    'the widget of a page says who is signed in, and stays usable with a bad identity',
    async () => {
      const browser = await launchBrowser();
      try {
        for (const [identity, customer] of [
          [sign({ sub: 'C-8', exp: inAnHour() }), 'C-8'],
          [sign({ sub: 'C-8', exp: inAnHour() }, 'another secret'), null],
        ] as const) {
          const page = await (await browser.newContext()).newPage();
          shopPage = `<!doctype html><title>Shop</title><script src="${server.url}/widget.js" data-identity="${identity}" async></script>`;
          await page.goto(`${companyUrl}/shop`);
          await page.locator('[data-part="bubble"]').click();
          await page.locator('[data-part="input"]').fill('how much is delivery?');
          await page.keyboard.press('Enter');
          await page.locator('[data-part="message"][data-author="bot"]').first().waitFor();
          const { items } = await call<ConversationPage>(server.url, 'GET', '/v1/conversations?limit=1');
          expect(items[0]?.visitor.customerId).toBe(customer);
          const kept = await page.evaluate<string[]>(
            `Object.keys(localStorage).filter((key) => key.endsWith('.token'))`,
          );
          expect(kept).toHaveLength(customer === null ? 1 : 0);
        }
      } finally {
        await browser.close();
      }
    },
    120_000,
  );
});
