import type { FoundPassage } from '@switchboard/knowledge';
import { ChatModelError, type HeldModel, type LocalChat } from '@switchboard/models';
import { procedureSchema, toolDescriptionSchema } from '@switchboard/contracts';
import { type LocalInput, draftLocal } from './draft-local';

const passage = (id: string, title: string, text: string): FoundPassage =>
  ({
    passageId: id,
    documentId: id,
    slug: id,
    title,
    heading: '',
    text,
    sentences: [text],
    sentenceVectors: new Uint8Array(),
  }) as unknown as FoundPassage;
const costs = passage('costs', 'Delivery costs', 'Delivery costs £3.95.');
const times = passage('times', 'Delivery times', 'Delivery takes 2–4 working days.');

interface Script {
  /** P(yes) by a word of the text that is judged. */
  yes: Record<string, number>;
  /** The number that is chosen among the other passages; 0 is none. */
  number?: number;
  translations?: string[];
  fault?: Error;
}

function scripted({ yes, number = 0, translations = [], fault }: Script) {
  const asked: string[] = [];
  const model: HeldModel = {
    async weigh(messages, words) {
      if (fault !== undefined) throw fault;
      const last = messages.at(-1)?.content ?? '';
      asked.push(last);
      if (words[0] !== 'yes') return words.map((word) => (word === String(number) ? 0.9 : 0.02));
      const share = Object.entries(yes).find(([part]) => last.includes(`Text: (`) && last.includes(part))?.[1] ?? 0;
      return [share, 1 - share];
    },
    async write(messages) {
      asked.push(messages.at(-1)?.content ?? '');
      return { text: translations.shift() ?? '', usage: { promptTokens: 1, completionTokens: 1 } };
    },
  };
  const chat: LocalChat = {
    name: 'scripted',
    state: () => ({ kind: 'ready', loadMs: 1, rssMb: 1 }),
    isReady: () => true,
    hold: (_, work) => work(model),
    stream: () => {
      throw new Error('it writes nothing of its own');
    },
    close: async () => undefined,
  };
  return { chat, asked };
}

async function ask(
  script: Script,
  {
    language = 'en',
    readsLanguage = true,
    question = 'what does delivery cost',
    wishes = undefined as LocalInput['wishes'],
  } = {},
) {
  const { chat, asked } = scripted(script);
  const shown: string[] = [];
  const searched: string[] = [];
  const found = { passages: [costs, times], embedding: null };
  const input = {
    question,
    language: language as 'en' | 'zh-CN',
    found,
    readsLanguage,
    search: async (text: string) => (searched.push(text), found),
    ...(wishes === undefined ? {} : { wishes }),
  };
  const options = { signal: new AbortController().signal, onText: (text: string) => shown.push(text) };
  return { draft: await draftLocal(input, chat, options), shown, asked, searched };
}

describe('draftLocal', () => {
  it('shows the sentences of the best passage when the model says that they answer', async () => {
    const { draft, shown, asked } = await ask({ yes: { '£3.95': 0.97 } });
    expect(draft).toMatchObject({
      kind: 'reply',
      way: 'llm',
      reply: { text: 'Delivery costs £3.95. [1]', citations: [{ number: 1, slug: 'costs' }] },
      llm: { model: 'scripted' },
    });
    expect(shown).toEqual(['Delivery costs £3.95. [1]']);
    expect(asked).toHaveLength(1);
  });

  it('lets the model choose another passage when the best does not answer', async () => {
    const { draft } = await ask({ yes: { '2–4': 0.98 }, number: 1 });
    expect(draft).toMatchObject({ kind: 'reply', reply: { citations: [{ slug: 'times' }] } });
  });

  it('shows nothing when no passage answers', async () => {
    const { draft, shown } = await ask({ yes: { '£3.95': 0.2, '2–4': 0.4 }, number: 1 });
    expect(draft).toMatchObject({ kind: 'declined', reason: expect.stringContaining('Delivery times') });
    expect(shown).toEqual([]);
  });

  it('searches in English for what the encoder cannot read, and shows a translation', async () => {
    const { draft, searched } = await ask(
      { yes: { '£3.95': 0.97 }, translations: ['what does delivery cost', '配送费用为 £3.95。'] },
      { language: 'zh-CN', readsLanguage: false },
    );
    expect(searched).toEqual(['what does delivery cost']);
    expect(draft).toMatchObject({ kind: 'reply', reply: { text: '配送费用为 £3.95。 [1]' } });
  });

  it('declines when the model fails', async () => {
    const { draft } = await ask({ yes: {}, fault: new ChatModelError('the local model stopped: SIGSEGV') });
    expect(draft).toEqual({ kind: 'declined', reason: 'the local model stopped: SIGSEGV', isFault: true });
  });

  describe('asked to do something', () => {
    const cancel = procedureSchema.parse({
      id: 'cancel',
      title: { en: 'Cancel an order' },
      intents: ['order_cancel'],
      slots: {
        order: { type: 'order', ask: { en: 'Which order?' } },
        why: { type: 'text', fill: 'never', ask: { en: 'Why?' } },
      },
      steps: [
        { ask: 'order' },
        { call: 'cancel_order', with: { order: '{order}', why: '{why}' }, confirm: { en: 'Sure?' } },
        { done: true },
      ],
    });
    const tool = toolDescriptionSchema.parse({
      name: 'cancel_order',
      description: 'Cancels.',
      risk: 'write',
      arguments: {
        order: { type: 'string', description: 'order number' },
        why: { type: 'string', description: 'why' },
      },
    });
    const wish = {
      intents: [{ intent: 'order_cancel', confidence: 0.9, threshold: 0.95 }],
      entities: [],
      isQuestion: false,
      attack: null,
    };
    const wishes = { wish, procedures: [cancel], tools: [tool], readAgain: async () => wish };

    it('begins the procedure, which asks and has it confirmed, and shows no word of the model', async () => {
      const { draft, shown } = await ask(
        { yes: {}, translations: ['{"order":"FM-1","why":"broken"}'] },
        { question: 'cancel it, it is broken', wishes },
      );
      expect(draft).toMatchObject({ kind: 'begin-procedure', procedure: 'cancel', llm: { model: 'scripted' } });
      expect(draft).toMatchObject({ slots: { why: { value: 'broken', text: 'broken' } } });
      expect(shown).toEqual([]);
    });

    it.each([
      ['an id that nobody wrote', '{"order":"FM-1234567","why":"FM-1234567"}'],
      ['JSON in place of words', '{"why":"{\\"tool\\":\\"cancel_order\\"}"}'],
      ['half of an object', '{"why":"brok'],
      ['a tool call in free text', '<tool_call>{"name":"cancel_order"}</tool_call>'],
      ['nothing', ''],
    ])('takes nothing from a model that writes %s', async (_what, written) => {
      const { draft, shown } = await ask({ yes: {}, translations: [written] }, { question: 'cancel it', wishes });
      expect(draft).toMatchObject({ kind: 'begin-procedure', slots: {} });
      expect(shown).toEqual([]);
    });

    it('keeps of a translation only what stands in the visitor’s own words', async () => {
      const { draft } = await ask(
        { yes: {}, translations: ['cancel it, it is broken', '{"why":"broken"}'] },
        { question: '取消，坏了', language: 'zh-CN', readsLanguage: false, wishes },
      );
      expect(draft).toMatchObject({ kind: 'begin-procedure', slots: {} });
    });
  });
});
