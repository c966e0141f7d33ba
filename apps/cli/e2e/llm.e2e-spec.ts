import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Conversation, Message, MessagePage, Trace } from '@switchboard/contracts';
import { type ScriptedModel, type ScriptedReply, startScriptedModel } from '@switchboard/testing';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../src/bench/start-server';
import { launchBrowser, withBrowser } from './browser';
import { call, preparedFolder } from './prepared-folder';

const describeWithBrowser = withBrowser ? describe : describe.skip;
const patience = 60_000;
/** German: the demo's specialists leave it to the LLM agent. */
const question = 'Guten Tag, wie lange dauert bei Ihnen der Versand nach Schottland?';
type Wish =
  | 'plain'
  | 'slow'
  | 'endless'
  | 'limit'
  | 'broken'
  | 'error'
  | 'wrong-key'
  | 'unknown-model'
  | 'cut'
  | 'hang'
  | 'empty'
  | 'circle'
  | 'nonsense-tool';
/** What the model shall do with the next question, and how often it was asked since. */
let wish: Wish = 'plain';
let times = 0;
function next(what: Wish): string {
  [wish, times] = [what, 0];
  return question;
}

/** In the visitor's language, as a model that keeps to its sources: without a figure that they do not have. */
const answer =
  'Der Versand nach Schottland dauert nicht länger als der Versand innerhalb von England. [1] Wir melden uns, sobald das Paket unterwegs ist. [1]';

function script(): ScriptedReply {
  times++;
  const good = { text: answer, pieceCharacters: 6 };
  switch (wish) {
    case 'slow':
      return { ...good, delayMs: 60 };
    case 'endless':
      return {
        text: `${answer} ${'Bitte warten Sie noch einen kleinen Augenblick. '.repeat(200)}`,
        delayMs: 60,
        pieceCharacters: 6,
      };
    case 'limit':
      return times === 1 ? { fault: 429, retryAfterSeconds: 1 } : good;
    case 'broken':
      return { fault: 'broken-json' };
    case 'error':
      return { fault: 500 };
    case 'wrong-key':
      return { fault: 401, message: 'Incorrect API key provided' };
    case 'unknown-model':
      return { fault: 404, message: 'The model `scripted` does not exist' };
    case 'cut':
      return { ...good, fault: 'cut' };
    case 'hang':
      return { fault: 'hang' };
    case 'empty':
      return { fault: 'empty' };
    case 'circle':
      return { toolCalls: [{ name: 'search_knowledge', arguments: { query: 'delivery' } }] };
    case 'nonsense-tool':
      return times === 1 ? { toolCalls: [{ name: 'delete_everything', arguments: '{"not": json' }] } : good;
    default:
      return good;
  }
}

describeWithBrowser('a desk with an LLM', () => {
  const dataDir = preparedFolder();
  let model: ScriptedModel;
  let server: RunningServer;
  let browser: Browser;
  let cookie = '';

  beforeAll(async () => {
    model = await startScriptedModel(script);
    // No key: what runs on one's own machine seldom wants one.
    server = await startServer({
      dataDir,
      env: { LLM_URL: model.url, LLM_MODEL: 'scripted', LLM_TIMEOUT_MS: '4000', LLM_API_KEY: '' },
    });
    browser = await launchBrowser();
    cookie = await signIn(server);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await model?.close();
    rmSync(dataDir, { recursive: true, force: true });
  }, 120_000);

  const begin = async (): Promise<string> => (await call<Conversation>(server.url, 'POST', '/v1/conversations', {})).id;
  const say = (id: string, text: string): Promise<Message> =>
    call(server.url, 'POST', `/v1/conversations/${id}/messages`, { clientId: randomUUID(), text });
  const thread = async (id: string): Promise<Message[]> =>
    (await call<MessagePage>(server.url, 'GET', `/v1/conversations/${id}/messages`)).items;
  const holder = async (id: string): Promise<string> =>
    (await call<Conversation>(server.url, 'GET', `/v1/conversations/${id}`)).owner.kind;

  /** The desk's words to a first message, and why. Fails by itself when the visitor is left hanging. */
  async function answerTo(text: string): Promise<{ id: string; reply: Message; trace: Trace; ms: number }> {
    const id = await begin();
    const started = performance.now();
    await say(id, text);
    for (;;) {
      const reply = (await thread(id)).find(({ author }) => author.kind === 'bot');
      if (reply !== undefined) {
        const trace = await call<Trace>(server.url, 'GET', `/v1/conversations/${id}/turns/${reply.turnId}`);
        return { id, reply, trace, ms: performance.now() - started };
      }
      if (performance.now() - started > patience) throw new Error(`nobody answered "${text}"`);
      await new Promise((later) => setTimeout(later, 100));
    }
  }

  it('answers an open question from its passages, with their source and the cost in the trace', async () => {
    const { reply, trace } = await answerTo(next('plain'));
    expect(trace).toMatchObject({ decision: { ruleId: 'llm-agent' }, outcome: 'replied', declined: [] });
    expect(trace.llm).toMatchObject({ model: 'scripted', calls: 1 });
    expect(reply.citations.length).toBeGreaterThan(0);
    expect(model.requests.at(-1)?.headers['authorization']).not.toContain('undefined');
  }, 120_000);

  describe('whose model fails', () => {
    /** What failed is behind it: the breaker counts failures in a row. */
    afterEach(async () => {
      expect((await answerTo(next('plain'))).trace.outcome).toBe('replied');
    }, 120_000);

    it('waits as long as a limit asks for, and answers', async () => {
      const { trace, ms } = await answerTo(next('limit'));
      expect(trace).toMatchObject({ decision: { ruleId: 'llm-agent' }, outcome: 'replied' });
      expect(ms).toBeGreaterThanOrEqual(1_000);
    }, 120_000);

    it('tells a model that calls a tool which is not there, and goes on', async () => {
      const { trace, reply } = await answerTo(next('nonsense-tool'));
      expect(trace.outcome).toBe('replied');
      expect(trace.tools).toMatchObject([{ tool: 'delete_everything', outcome: 'bad-arguments' }]);
      expect(reply.text).not.toMatch(/[{}]|delete_everything/);
    }, 120_000);

    it.each([
      ['sends what is no JSON', 'broken'],
      ['answers with a fault of the server', 'error'],
      ['refuses the key', 'wrong-key'],
      ['does not know the model', 'unknown-model'],
      ['breaks off in the middle', 'cut'],
      ['never answers', 'hang'],
      ['answers nothing', 'empty'],
      ['calls tools in a circle', 'circle'],
    ])(
      'hands the visitor to a person when it %s',
      async (_what, what) => {
        const { id, reply, trace } = await answerTo(next(what as Wish));
        expect(reply.text.trim()).not.toBe('');
        expect(reply.text).not.toMatch(/[{}]|undefined|Error/);
        expect(trace.declined).toMatchObject([{ ruleId: 'llm-agent' }]);
        expect(trace.declined[0]?.reason).toMatch(/\S/);
        expect([trace.outcome, await holder(id)]).toEqual(['handed-off', 'queue']);
      },
      60_000,
    );
  });

  it('streams checked words as server-sent events before the message is there', async () => {
    const id = await begin();
    const response = await fetch(`${server.url}/v1/conversations/${id}/stream`, {
      headers: { Authorization: 'Bearer e2e-key-for-tests-only-000000' },
      signal: AbortSignal.timeout(45_000),
    });
    await say(id, next('slow'));
    let wire = '';
    const isWhole = (): boolean => /event: message.created\ndata: .*"kind":"bot"/.test(wire);
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        wire += decoder.decode(chunk, { stream: true });
        if (isWhole()) break;
      }
    } catch {
      // Too late: what has come shows what is missing.
    }
    expect(wire).toMatch(/event: message.created\ndata: .*"kind":"bot"/);
    const first = wire.indexOf('event: reply.delta');
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(wire.lastIndexOf('event: message.created'));
  }, 120_000);

  describe('in the widget', () => {
    let page: Page;
    beforeEach(async () => {
      page = await (await browser.newContext({ viewport: { width: 1280, height: 820 } })).newPage();
      page.setDefaultTimeout(patience);
      await page.goto(`${server.url}/`);
      await page.locator('[data-part="bubble"]').click();
      await page.locator('[data-part="input"]').waitFor();
    }, 120_000);
    afterEach(() => page.context().close());
    const write = async (text: string): Promise<void> => {
      await page.locator('[data-part="input"]').fill(text);
      await page.keyboard.press('Enter');
    };
    const bots = (): Promise<number> => page.locator('[data-part="message"][data-author="bot"]').count();

    it('words appear while the model writes, and the message takes their place', async () => {
      await write(next('slow'));
      const streaming = page.locator('[data-part="streaming"]');
      await streaming.waitFor();
      const early = (await streaming.textContent()) ?? '';
      await page.locator('[data-part="message"][data-author="bot"]').last().waitFor();
      const whole = (await page.locator('[data-part="message"][data-author="bot"] .words').last().textContent()) ?? '';
      expect(early).not.toBe('');
      expect(whole.length).toBeGreaterThan(20);
      expect(await streaming.count()).toBe(0);
    }, 120_000);

    it('the visitor stops a reply: what was shown is marked, nothing follows, and the next question is answered', async () => {
      await write(next('endless'));
      await page.locator('[data-part="stop"]').click();
      await page.locator('[data-part="withdrawn"]').waitFor();
      await new Promise((later) => setTimeout(later, 1_500));
      expect(await bots()).toBe(0);
      await write(next('plain'));
      await page.locator('[data-part="message"][data-author="bot"]').waitFor();
    }, 120_000);

    it('a person who takes over in the middle of a reply ends it, and no word of the model comes after', async () => {
      await write(next('endless'));
      await page.locator('[data-part="streaming"]').waitFor();
      const { items } = await call<{ items: Conversation[] }>(server.url, 'GET', '/v1/conversations?limit=1');
      const id = items[0]?.id ?? '';
      const taken = await fetch(`${server.url}/v1/conversations/${id}/take-over`, {
        method: 'POST',
        headers: { cookie },
      });
      expect(taken.status).toBe(200);
      await page.locator('[data-part="holder"][data-owner="agent"]').waitFor();
      await page.locator('[data-part="streaming"]').waitFor({ state: 'detached' });
      await new Promise((later) => setTimeout(later, 1_500));
      expect(await bots()).toBe(0);
      expect((await thread(id)).filter(({ author }) => author.kind === 'bot')).toEqual([]);
    }, 120_000);
  });
});

/** The first person of the demo, with a password of their own. */
async function signIn({ url, oneTimePassword }: RunningServer): Promise<string> {
  const headers = { 'Content-Type': 'application/json' };
  const post = (method: string, path: string, body: object, more: Record<string, string> = {}) =>
    fetch(`${url}${path}`, { method, headers: { ...headers, ...more }, body: JSON.stringify(body) });
  const email = 'lead@fellmoor.example';
  const session = await post('POST', '/v1/agent/session', { email, password: oneTimePassword ?? '' });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const changed = await post('PUT', '/v1/agent/password', { password: 'correct horse battery' }, { cookie });
  if (!changed.ok) throw new Error(`the password was not taken: ${changed.status}`);
  return (changed.headers.get('set-cookie') ?? '').split(';')[0] || cookie;
}
