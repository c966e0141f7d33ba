import type { FoundPassage } from '@switchboard/knowledge';
import { draftPassage } from './draft-passage';

/** Sentence vectors are one-hot: the question's vector says which sentence it means. */
const passage = (sentences: string[]): FoundPassage => ({
  passageId: 'p1',
  documentId: 'd1',
  slug: 'returns',
  title: 'Returns',
  heading: '',
  text: sentences.join(' '),
  sentences,
  sentenceVectors: Int8Array.from(
    sentences.flatMap((_, row) => sentences.map((__, column) => (row === column ? 127 : 0))),
  ),
  cosine: 0.8,
  lexical: 1,
  score: 1,
  support: 0.9,
  signals: { cosine: 0.8, sentenceCosine: 0.9, coverage: 1 },
});

describe('draftPassage', () => {
  const long = 'Where the text goes on and on about matters that nobody asked for here. '.repeat(4).trim();
  const found = passage([
    'Boots may be worn for 30 days.',
    'Gift cards cannot be returned.',
    'Fellmoor pays the return post.',
    long,
  ]);

  it('quotes the sentence that answers, with its source as a chip', () => {
    const draft = draftPassage('gift cards?', Float32Array.of(0, 1, 0, 0), [found]);
    expect(draft).toMatchObject({
      kind: 'reply',
      reply: {
        text: 'Gift cards cannot be returned. [1]',
        citations: [{ number: 1, slug: 'returns', quote: 'Gift cards cannot be returned.' }],
      },
    });
  });

  it('quotes a short passage whole', () => {
    const short = passage(['Boots may be worn for 30 days.', 'Gift cards cannot be returned.']);
    expect(draftPassage('gift cards?', Float32Array.of(0, 1), [short])).toMatchObject({
      reply: { text: 'Boots may be worn for 30 days. Gift cards cannot be returned. [1]' },
    });
  });

  it('keeps the order of the text when several sentences answer', () => {
    const draft = draftPassage('how', Float32Array.of(0.7, 0, 0.71, 0), [found]);
    expect(draft).toMatchObject({
      reply: { text: 'Boots may be worn for 30 days. Fellmoor pays the return post. [1]' },
    });
  });

  it('goes by words when there is no vector', () => {
    expect(draftPassage('who pays the return post', null, [found])).toMatchObject({
      reply: { text: 'Fellmoor pays the return post. [1]' },
    });
  });

  it('declines when nothing was found or nothing may be quoted', () => {
    expect(draftPassage('x', null, [])).toMatchObject({ kind: 'declined' });
    expect(draftPassage('x', null, [passage([])])).toMatchObject({ kind: 'declined' });
  });
});
