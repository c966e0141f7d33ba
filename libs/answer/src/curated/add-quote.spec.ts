import type { FoundPassage } from '@switchboard/knowledge';
import type { Draft } from '../draft';
import { addQuote } from './add-quote';

const passage = (documentId: string, sentences: string[], support = 0.9): FoundPassage => ({
  passageId: `${documentId}-1`,
  documentId,
  slug: documentId,
  title: documentId,
  heading: '',
  text: sentences.join(' '),
  sentences,
  sentenceVectors: new Int8Array(0),
  cosine: 0.8,
  lexical: 1,
  score: 1,
  support,
  signals: { cosine: 0.8, sentenceCosine: 0.9, coverage: 1 },
});
const answer: Draft = {
  kind: 'reply',
  way: 'curated',
  reply: {
    text: 'Hiring a tent costs £25 a weekend.',
    citations: [{ number: 1, documentId: 'hire', slug: 'hire', title: 'Hire', passageId: null, quote: 'Hire.' }],
    choices: [],
    answered: true,
  },
  sources: ['Hiring a tent costs £25 a weekend.'],
};
const asked = (passages: FoundPassage[]) => ({ question: 'late hired gear', embedding: null, passages });
const late = 'Bringing hired gear back late costs £10 a day.';

describe('addQuote', () => {
  it('adds what the answer’s own document says to the question, with the passage as its source', () => {
    expect(addQuote(answer, asked([passage('courses', [late]), passage('hire', [late])]))).toMatchObject({
      reply: {
        text: `Hiring a tent costs £25 a weekend.\n\n${late} [1]`,
        citations: [{ number: 1, passageId: 'hire-1', quote: late }],
      },
    });
  });

  it.each([
    ['the answer says it already', [passage('hire', ['Hiring a tent costs £25 a weekend.'])]],
    [
      'it tells of something that was not asked',
      [passage('hire', ['Our staff dry and check each tent before a hire.'])],
    ],
    ['only another document was found', [passage('courses', [late])]],
    ['the passage fits the question too little', [passage('hire', [late], 0.3)]],
    ['nothing was found', []],
  ])('leaves the answer as it is when %s', (_why, passages) => {
    expect(addQuote(answer, asked(passages))).toBe(answer);
  });
});
