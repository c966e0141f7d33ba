import { type ChatModel, ChatModelError, type EndedCall, type PlannedCall } from '../chat-model';
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

describe('estimateTokens', () => {
  it('counts rather too many, in both scripts', () => {
    expect(estimateTokens('What does delivery cost?')).toBe(8);
    expect(estimateTokens('送货费是多少？')).toBe(7);
  });
});
