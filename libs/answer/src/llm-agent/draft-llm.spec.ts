import type { FoundPassage } from '@switchboard/knowledge';
import type { ChatModel } from '@switchboard/models';
import { draftLlm } from './draft-llm';

const passage = {
  passageId: 'p1',
  documentId: 'd1',
  slug: 'delivery',
  title: 'Delivery',
  text: 'Delivery costs £3.95.',
} as FoundPassage;
const input = {
  company: 'Fellmoor',
  language: 'en',
  passages: [passage],
  history: [],
  question: 'what does delivery cost',
} as const;

function scripted(chunks: (string | Error)[]): ChatModel {
  return {
    name: 'scripted',
    async *stream() {
      for (const chunk of chunks) {
        if (chunk instanceof Error) throw chunk;
        yield { text: chunk };
      }
      yield { text: '', usage: { promptTokens: 90, completionTokens: chunks.length } };
    },
  };
}
const run = async (model: ChatModel, signal = new AbortController().signal) => {
  const shown: string[] = [];
  return { draft: await draftLlm(input, model, { signal, onText: (text) => shown.push(text) }), shown };
};

describe('draftLlm', () => {
  it('streams whole words and cites the passages it names', async () => {
    const { draft, shown } = await run(scripted(['Deliv', 'ery costs ', '£3', '.95 [1].']));
    expect(draft).toMatchObject({
      kind: 'reply',
      reply: { text: 'Delivery costs £3.95 [1].', citations: [{ number: 1, slug: 'delivery' }] },
    });
    expect(draft).toMatchObject({ llm: { model: 'scripted', promptTokens: 90 } });
    expect(shown.at(-1)).toBe('Delivery costs £3.95');
    expect(shown.every((text) => !text.endsWith('£3'))).toBe(true);
  });

  it('never shows the word for "no answer", and declines', async () => {
    const { draft, shown } = await run(scripted(['NO_', 'ANS', 'WER']));
    expect(draft).toMatchObject({ kind: 'declined' });
    expect(shown).toEqual([]);
  });

  it('declines when the model fails in the middle or says nothing', async () => {
    expect((await run(scripted(['Half a', new Error('connection reset')]))).draft).toEqual({
      kind: 'declined',
      reason: 'connection reset',
    });
    expect((await run(scripted([]))).draft).toMatchObject({ kind: 'declined' });
  });

  it('rejects when somebody took over meanwhile', async () => {
    const abort = new AbortController();
    abort.abort(new Error('taken over'));
    await expect(run(scripted(['late']), abort.signal)).rejects.toThrow('taken over');
  });
});
