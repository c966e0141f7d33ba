import { type ChatChunk, type ChatModel, ChatModelError } from '../chat-model';
import { withBreaker } from './with-breaker';
import { withFallback } from './with-fallback';
import { withRetries } from './with-retries';

const signal = new AbortController().signal;

/** Answers each call with the next of the scripts; an error in one is thrown where it stands. */
function scripted(name: string, ...scripts: (string | Error)[][]) {
  let calls = 0;
  const model: ChatModel = {
    name,
    callsTools: true,
    async *stream() {
      const script = scripts[Math.min(calls++, scripts.length - 1)] ?? [];
      for (const part of script) {
        if (part instanceof Error) throw part;
        yield { text: part };
      }
    },
  };
  return { model, calls: () => calls };
}
async function read(chunks: AsyncIterable<ChatChunk>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk.text;
  return text;
}
const passing = new ChatModelError('too many requests', { status: 429, passes: true });
const lasting = new ChatModelError('wrong key', { status: 401, passes: false });

describe('withRetries', () => {
  const slept: number[] = [];
  const options = { random: () => 0.5, sleep: async (ms: number) => void slept.push(ms) };
  beforeEach(() => slept.splice(0));

  it('asks again after what passes, later each time', async () => {
    const { model, calls } = scripted('a', [passing], [passing], ['fine']);
    expect(await read(withRetries(model, options).stream([], { signal }))).toBe('fine');
    expect([calls(), slept]).toEqual([3, [150, 300]]);
  });

  it('waits as long as the server asks, but not for ever', async () => {
    const soon = scripted('a', [new ChatModelError('limit', { passes: true, retryAfterMs: 2_000 })], ['fine']);
    await read(withRetries(soon.model, options).stream([], { signal }));
    expect(slept).toEqual([2_000]);
    const late = scripted('a', [new ChatModelError('limit', { passes: true, retryAfterMs: 60_000 })]);
    await expect(read(withRetries(late.model, options).stream([], { signal }))).rejects.toThrow('limit');
    expect(late.calls()).toBe(1);
  });

  it('does not ask again after a wrong key, after its last try, or once words were seen', async () => {
    for (const script of [[lasting], ['Half a', passing]]) {
      const { model, calls } = scripted('a', script);
      await expect(read(withRetries(model, options).stream([], { signal }))).rejects.toThrow(ChatModelError);
      expect(calls()).toBe(1);
    }
    const { model, calls } = scripted('a', [passing]);
    await expect(read(withRetries(model, options).stream([], { signal }))).rejects.toThrow('too many');
    expect(calls()).toBe(3);
  });
});

describe('withBreaker', () => {
  it('rests after failures in a row, lets one try, and closes when that one was answered', async () => {
    let now = 0;
    const { model, calls } = scripted('a', [passing], [passing], [passing], ['fine']);
    const guarded = withBreaker(model, { failures: 2, restMs: 100, now: () => now });
    const ask = () => read(guarded.stream([], { signal }));
    await expect(ask()).rejects.toThrow();
    expect(guarded.isReady?.()).toBe(true);
    await expect(ask()).rejects.toThrow();
    expect(guarded.isReady?.()).toBe(false);
    await expect(ask()).rejects.toThrow('rests');
    expect(calls()).toBe(2);
    now = 101;
    await expect(ask()).rejects.toThrow('too many');
    expect(guarded.isReady?.()).toBe(false);
    now = 202;
    expect(await ask()).toBe('fine');
    expect(guarded.isReady?.()).toBe(true);
  });

  it('does not count who was stopped', async () => {
    const abort = new AbortController();
    abort.abort(new Error('taken over'));
    const { model } = scripted('a', [new Error('taken over')]);
    const guarded = withBreaker(model, { failures: 1 });
    await expect(read(guarded.stream([], { signal: abort.signal }))).rejects.toThrow();
    expect(guarded.isReady?.()).toBe(true);
  });
});

describe('withFallback', () => {
  it('goes on to the next model before the first word, and says why', async () => {
    const passed: string[] = [];
    const chat = withFallback([scripted('a', [lasting]).model, scripted('b', ['fine']).model], (name, reason) =>
      passed.push(`${name}: ${reason}`),
    );
    expect(await read(chat.stream([], { signal }))).toBe('fine');
    expect(passed).toEqual(['a: wrong key']);
  });

  it('does not put another model’s words after the first one’s', async () => {
    const second = scripted('b', ['fine']);
    const chat = withFallback([scripted('a', ['Half a', passing]).model, second.model]);
    await expect(read(chat.stream([], { signal }))).rejects.toThrow('too many');
    expect(second.calls()).toBe(0);
  });

  it('passes over what rests, and fails with the last fault', async () => {
    const resting = { ...scripted('a', ['never']).model, isReady: () => false };
    const chat = withFallback([resting, scripted('b', [lasting]).model]);
    await expect(read(chat.stream([], { signal }))).rejects.toThrow('wrong key');
    expect(chat.isReady?.()).toBe(true);
  });
});
