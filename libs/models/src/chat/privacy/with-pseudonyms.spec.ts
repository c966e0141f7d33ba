import type { ChatEntry, ChatModel } from '../chat-model';
import { withPseudonyms } from './with-pseudonyms';

/** Every word of capitals is personal data here. */
const findSpans = (text: string) =>
  [...text.matchAll(/\b[A-Z]{3,}\b(?!_)/g)].map(({ 0: word, index }) => ({
    type: 'NAME',
    start: index,
    end: index + word.length,
  }));

async function talk(messages: ChatEntry[], answer: (seen: readonly ChatEntry[]) => string[]) {
  let seen: readonly ChatEntry[] = [];
  const model: ChatModel = {
    name: 'scripted',
    async *stream(given) {
      seen = given;
      for (const text of answer(given)) yield { text };
      yield { text: '', usage: { promptTokens: 1, completionTokens: 2 } };
    },
  };
  const chunks = [];
  for await (const chunk of withPseudonyms(model, findSpans).stream(messages, { signal: new AbortController().signal }))
    chunks.push(chunk);
  return { seen, chunks, text: chunks.map(({ text }) => text).join('') };
}

describe('withPseudonyms', () => {
  it('shows the model no value and the reader every value', async () => {
    const { seen, text, chunks } = await talk(
      [
        { role: 'system', content: 'Rules of ACME' },
        { role: 'assistant', content: 'Hello ANNA' },
        { role: 'user', content: 'I am ANNA, not BERTA' },
      ],
      ([, , last]) => [String(last?.content)],
    );
    expect(seen.map(({ content }) => content)).toEqual([
      'Rules of ACME',
      'Hello <NAME_1>',
      'I am <NAME_1>, not <NAME_2>',
    ]);
    expect(text).toBe('I am ANNA, not BERTA');
    expect(chunks[0]).toEqual({ text: '', redacted: { NAME: 2 } });
    expect(chunks.some(({ usage }) => usage?.completionTokens === 2)).toBe(true);
  });

  it('restores a pseudonym however the stream cuts it', async () => {
    for (let size = 1; size <= 12; size++) {
      const { text } = await talk([{ role: 'user', content: 'ANNA' }], () => {
        const answer = 'Dear <NAME_1>, 2 < 3 and <NAME_9> or <b> and <NAME_1>';
        return Array.from({ length: Math.ceil(answer.length / size) }, (_, index) =>
          answer.slice(index * size, (index + 1) * size),
        );
      });
      expect(text).toBe('Dear ANNA, 2 < 3 and <NAME_9> or <b> and ANNA');
    }
  });

  it('never shows half a pseudonym', async () => {
    const { chunks } = await talk([{ role: 'user', content: 'ANNA' }], () => ['Hi <NA', 'ME', '_1', '> there']);
    expect(chunks.some(({ text }) => text.includes('<'))).toBe(false);
  });

  it('does not take a pseudonym that the visitor has written for one of its own', async () => {
    const { text } = await talk([{ role: 'user', content: '<NAME_1> is ANNA' }], () => ['<NAME_1> and <NAME_2>']);
    expect(text).toBe('<NAME_1> and ANNA');
  });

  it('hides what tools gave and puts values back into the arguments of calls', async () => {
    let seen: readonly ChatEntry[] = [];
    const model: ChatModel = {
      name: 'scripted',
      async *stream(given) {
        seen = given;
        yield { text: '', toolCalls: [{ id: '2', name: 'find', arguments: '{"name":"<NAME_1>"}' }] };
      },
    };
    const entries: ChatEntry[] = [
      { role: 'assistant', content: '', toolCalls: [{ id: '1', name: 'find', arguments: '{"name":"ANNA"}' }] },
      { role: 'tool', toolCallId: '1', name: 'find', content: '{"owner":"ANNA","friend":"BERTA"}' },
    ];
    const chunks = [];
    for await (const chunk of withPseudonyms(model, findSpans).stream(entries, {
      signal: new AbortController().signal,
    }))
      chunks.push(chunk);
    expect(JSON.stringify(seen)).not.toMatch(/ANNA|BERTA/);
    expect(chunks.flatMap(({ toolCalls }) => toolCalls ?? [])).toEqual([
      { id: '2', name: 'find', arguments: '{"name":"ANNA"}' },
    ]);
  });
});
