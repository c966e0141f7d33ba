import { type ChatModel, ChatModelError, type EndedCall, type PlannedCall } from '../chat-model';
import type { LocalChat } from '../local/local-chat';
import { estimateTokens } from './estimate-tokens';
import { withMeter } from './with-meter';

const signal = new AbortController().signal;

function bank(refuses = false) {
  const planned: PlannedCall[] = [];
  const ended: EndedCall[] = [];
  return {
    planned,
    ended,
    account: {
      async begin(call: PlannedCall) {
        if (refuses) throw new ChatModelError('the tokens of today are used up');
        planned.push(call);
        return { end: async (used: EndedCall) => void ended.push(used) };
      },
    },
  };
}
const saying = (...chunks: (string | Error)[]): ChatModel => ({
  name: 'm',
  async *stream() {
    yield { text: '', redacted: { EMAIL: 1 } };
    for (const chunk of chunks) {
      if (chunk instanceof Error) throw chunk;
      yield { text: chunk };
    }
    yield { text: '', usage: { promptTokens: 100, completionTokens: 20 } };
  },
});
const meter = (model: ChatModel) =>
  withMeter(model, { host: 'api.example', price: { input: 2, output: 10 }, maxTokens: 50 });
const messages = [{ role: 'user', content: 'hello' }] as const;

describe('withMeter', () => {
  it('plans more than a call can use, and settles what it used', async () => {
    const { account, planned, ended } = bank();
    for await (const _ of meter(saying('Good', ' day')).stream(messages, { signal, account }));
    expect(planned).toEqual([{ model: 'm', host: 'api.example', sentCharacters: 5, tokens: 52, costMicros: 504 }]);
    expect(ended).toMatchObject([
      { promptTokens: 100, completionTokens: 20, costMicros: 400, redacted: { EMAIL: 1 }, outcome: 'ok' },
    ]);
  });

  it('settles a call that fails, and one that nobody reads to its end', async () => {
    const { account, ended } = bank();
    const failing = async () => {
      for await (const _ of meter(saying('Half', new Error('cut'))).stream(messages, { signal, account }));
    };
    await expect(failing()).rejects.toThrow('cut');
    for await (const { text } of meter(saying('Half', ' more')).stream(messages, { signal, account }))
      if (text === 'Half') break;
    expect(ended).toMatchObject([
      { outcome: 'cut', promptTokens: 2, completionTokens: 2 },
      { outcome: 'stopped', promptTokens: 2 },
    ]);
  });

  it('asks nothing of a model when the account refuses', async () => {
    const asked = jest.fn();
    const model: ChatModel = {
      name: 'm',
      async *stream() {
        asked();
        yield { text: '' };
      },
    };
    const run = async () => {
      for await (const _ of meter(model).stream(messages, { signal, account: bank(true).account }));
    };
    await expect(run()).rejects.toThrow('used up');
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('withMeter over the local model', () => {
  const local = (failing = false): LocalChat => ({
    ...saying('free text'),
    state: () => ({ kind: 'ready', loadMs: 1, rssMb: 1 }),
    close: async () => undefined,
    hold: async (_, work) =>
      work({
        async write() {
          if (failing) throw new ChatModelError('the local model stopped');
          return { text: 'yes', usage: { promptTokens: 12, completionTokens: 3 } };
        },
        weigh: async () => [0.9, 0.1],
      }),
  });

  it('writes down each of the questions that it is held for', async () => {
    const { account, planned, ended } = bank();
    const chat = withMeter(local(), { host: null, maxTokens: 50 });
    await chat.hold({ signal, account }, async (model) => {
      await model.write(messages, { maxTokens: 20 });
      await model.weigh(messages, ['yes', 'no']);
    });
    expect(planned).toMatchObject([
      { host: null, tokens: 22, sentCharacters: 5 },
      { host: null, tokens: 3 },
    ]);
    expect(ended).toMatchObject([
      { promptTokens: 12, completionTokens: 3, outcome: 'ok' },
      { promptTokens: 2, completionTokens: 1, outcome: 'ok' },
    ]);
  });

  it('settles one that fails, and asks nothing when the account refuses', async () => {
    const { account, ended } = bank();
    const chat = withMeter(local(true), { host: null, maxTokens: 50 });
    await expect(chat.hold({ signal, account }, (model) => model.write(messages))).rejects.toThrow('stopped');
    expect(ended).toMatchObject([{ promptTokens: 0, outcome: 'the local model stopped' }]);
    const poor = bank(true).account;
    await expect(chat.hold({ signal, account: poor }, (model) => model.weigh(messages, ['yes']))).rejects.toThrow(
      'used up',
    );
  });
});

describe('estimateTokens', () => {
  it('counts rather too many, in both scripts', () => {
    expect(estimateTokens('What does delivery cost?')).toBe(8);
    expect(estimateTokens('送货费是多少？')).toBe(7);
  });
});
