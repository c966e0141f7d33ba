import type { PackDesk, Said, TalkSetting } from '@switchboard/api';
import { conversationTestSchema } from '@switchboard/contracts';
import type { ChatModel } from '@switchboard/models';
import { describeSums, describeTest } from './describe-results';
import { playTest } from './play-test';
import { toJunit } from './to-junit';

const located = (test: object) => ({
  file: 'a.yaml',
  line: 2,
  stepLines: [4, 6],
  pack: 'shop',
  test: conversationTestSchema.parse({ name: 'Says hello', steps: [{ say: 'hello' }], ...test }),
});

/** A desk that repeats what it hears, or what its model says. */
function echoDesk(seen: TalkSetting[] = []): PackDesk {
  return {
    ask: () => Promise.reject(new Error('not asked')),
    close: async () => undefined,
    async openTalk(setting) {
      seen.push(setting);
      return { say: async (text) => said(setting.route[0] === undefined ? text : await ask(setting.route[0])) };
    },
  };
}
async function ask(chat: ChatModel): Promise<string> {
  let text = '';
  for await (const chunk of chat.stream([], { signal: new AbortController().signal })) text += chunk.text;
  return text;
}
const said = (text: string) =>
  ({
    trace: { outcome: 'replied', decision: { ruleId: 'echo' }, declined: [], checks: [], tools: [], error: null },
    messages: [{ author: { kind: 'bot' }, text, citations: [], choices: [] }],
    conversation: { owner: { kind: 'bot' } },
  }) as unknown as Said;
const real: ChatModel = {
  name: 'real',
  async *stream() {
    yield { text: 'from the real one' };
  },
};

describe('playTest', () => {
  it('passes where every step is as expected, and fails where one is not', async () => {
    const steps = [
      { say: 'hello', expect: { contains: 'hello' } },
      { say: 'bye', expect: { contains: 'later' } },
    ];
    expect((await playTest(located({ steps: steps.slice(0, 1) }), echoDesk(), [])).verdict).toBe('passed');
    const failed = await playTest(located({ steps }), echoDesk(), []);
    expect(failed.verdict).toBe('failed');
    expect(failed.steps.map(({ line, differences }) => [line, differences.length])).toEqual([
      [4, 0],
      [6, 1],
    ]);
    const words = describeTest(failed, { verbose: false });
    expect(words).toContain('✗ a.yaml:2 Says hello');
    expect(words).toContain('a.yaml:6 says “bye”');
    expect(words).toContain('expected “later”');
    expect(describeSums([failed])).toBe('1 conversations: 0 passed, 1 failed');
  });

  it('takes the script where no real model is asked, and the real one else, but for a fault', async () => {
    const scripted = {
      given: { llm: [{ text: 'as written' }] },
      steps: [{ say: 'x', expect: { contains: 'as written' } }],
    };
    expect((await playTest(located(scripted), echoDesk(), [])).verdict).toBe('passed');
    expect((await playTest(located(scripted), echoDesk(), [real])).steps[0]?.observed.reply).toBe('from the real one');
    const faulty = await playTest(located({ given: { llm: [{ fault: 'error' }] } }), echoDesk(), [real]);
    expect(faulty).toMatchObject({ verdict: 'failed', reason: 'the scripted model failed' });
  });

  it('leaves out what needs a model where there is none, and says so', async () => {
    const result = await playTest(located({ needsLlm: true }), echoDesk(), []);
    expect(result.verdict).toBe('left-out');
    expect(toJunit([result])).toContain('<skipped message="it needs an LLM');
    expect((await playTest(located({ needsLlm: true }), echoDesk(), [real])).verdict).toBe('passed');
  });

  it('hands the setting to the desk', async () => {
    const seen: TalkSetting[] = [];
    const given = {
      visitor: { email: 'a@example.com' },
      owner: 'queue',
      tools: { find: { ok: true, value: { id: 'x' } } },
    };
    await playTest(located({ given }), echoDesk(seen), []);
    expect(seen).toMatchObject([given]);
  });
});

describe('toJunit', () => {
  it('is XML whatever the words are', async () => {
    const steps = [{ say: 'a <b> & "c"\u0001', expect: { contains: 'nothing' } }];
    const xml = toJunit([await playTest(located({ name: 'A & B <c>', steps }), echoDesk(), [])]);
    expect(xml).toContain('tests="1" failures="1" skipped="0"');
    expect(xml).toContain('name="A &amp; B &lt;c&gt;"');
    expect(xml).not.toMatch(/<b>|\u0001/);
  });
});
