import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChatModelError } from '../chat-model';
import type { LocalState } from './local-chat';
import { openLocalChat } from './open-local-chat';

/** Speaks the protocol without a model: says the question's words; "die" and "hang" are faults. */
const scripted = `
  const data = JSON.parse(process.argv[2]);
  if (data.modelPath.includes('broken')) { console.error('not a model'); process.exit(1); }
  process.on('disconnect', () => process.exit(0));
  let stopped = null;
  process.on('message', async (job) => {
    if (job.kind === 'abort') return stopped?.();
    const text = job.messages.at(-1).content;
    if (text === 'die') process.kill(process.pid, 'SIGSEGV');
    if (text === 'fail') return process.send({ kind: 'failed', id: job.id, reason: 'too long' });
    if (job.kind === 'weigh') return process.send({ kind: 'weighed', id: job.id, shares: [0.9, 0.1] });
    for (const word of text.split(' ')) process.send({ kind: 'text', id: job.id, text: word + ' ' });
    if (text === 'hang') {
      await new Promise((resolve) => (stopped = resolve));
      return process.send({ kind: 'failed', id: job.id, reason: 'stopped' });
    }
    process.send({ kind: 'written', id: job.id, promptTokens: 3, completionTokens: 2 });
  });
  process.send({ kind: 'ready', loadMs: 1, rssMb: 50 });
`;

function open({ modelPath = 'model.gguf', timeoutMs = 10_000 } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'switchboard-local-'));
  const workerFile = join(dir, 'worker.cjs');
  writeFileSync(workerFile, scripted);
  const states: LocalState[] = [];
  let heard = (): void => undefined;
  const chat = openLocalChat({
    name: 'scripted',
    statesDir: dir,
    threads: 1,
    contextTokens: 64,
    memoryLimitMb: 1_000,
    maxTokens: 10,
    timeoutMs,
    workerFile,
    getModel: async ({ onProgress }) => (onProgress(1, 2), modelPath),
    onState: (state) => (states.push(state), heard()),
  });
  const until = async (kind: LocalState['kind'], count = 1): Promise<void> => {
    while (states.filter((state) => state.kind === kind).length < count)
      await new Promise<void>((resolve) => (heard = resolve));
  };
  return { chat, states, until };
}
const signal = new AbortController().signal;
const say = (content: string) => [{ role: 'user' as const, content }];

async function ask(chat: ReturnType<typeof open>['chat'], content: string, options = { signal }) {
  const chunks = [];
  for await (const chunk of chat.stream(say(content), options)) chunks.push(chunk);
  return { text: chunks.map(({ text }) => text).join(''), usage: chunks.at(-1)?.usage };
}

describe('openLocalChat', () => {
  it('is pulled and loaded in the background, then streams', async () => {
    const { chat, states, until } = open();
    expect(chat.isReady?.()).toBe(false);
    await expect(ask(chat, 'hello')).rejects.toThrow(ChatModelError);
    await until('ready');
    expect(states.map(({ kind }) => kind)).toEqual(['pulling', 'loading', 'ready']);
    expect(await ask(chat, 'good morning')).toEqual({
      text: 'good morning ',
      usage: { promptTokens: 3, completionTokens: 2 },
    });
    expect(await chat.hold({ signal }, (model) => model.weigh(say('sure?'), ['yes', 'no']))).toEqual([0.9, 0.1]);
    await chat.close();
  });

  it('serves four visitors in turn, with their places', async () => {
    const { chat, until } = open();
    await until('ready');
    const heard: number[][] = [[], [], [], []];
    const answers = await Promise.all(
      heard.map((places, index) =>
        chat.hold({ signal, onPlace: (place) => places.push(place) }, (model) => model.write(say(`visitor ${index}`))),
      ),
    );
    expect(answers.map(({ text }) => text)).toEqual([0, 1, 2, 3].map((index) => `visitor ${index} `));
    expect(heard).toEqual([[], [2, 1], [3, 2, 1], [4, 3, 2, 1]]);
    await chat.close();
  });

  it('says why it has no answer, stops when it is told to, and serves the next', async () => {
    const { chat, until } = open({ timeoutMs: 300 });
    await until('ready');
    await expect(ask(chat, 'fail')).rejects.toThrow('too long');
    await expect(ask(chat, 'hang')).rejects.toThrow('no answer within 0.3 s');
    const abort = new AbortController();
    const hanging = ask(chat, 'hang', { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('taken over')), 50);
    await expect(hanging).rejects.toThrow('taken over');
    expect((await ask(chat, 'next')).text).toBe('next ');
    await chat.close();
  });

  it('comes back after its process has crashed; who waited is served', async () => {
    const { chat, until } = open();
    await until('ready');
    await expect(ask(chat, 'die')).rejects.toThrow('the local model stopped: SIGSEGV');
    await until('ready', 2);
    expect((await ask(chat, 'still here')).text).toBe('still here ');
    await chat.close();
  });

  it('names what keeps it from starting', async () => {
    const { chat, states, until } = open({ modelPath: 'broken.gguf' });
    await until('failed');
    expect(states.at(-1)).toEqual({ kind: 'failed', reason: 'the local model cannot start: not a model' });
    await expect(ask(chat, 'hello')).rejects.toThrow('not a model');
    await chat.close();
  });
});
