import { type Candidate, rankPassages } from './rank-passages';
import { wordFrequencies } from './word-frequencies';

const frequencies = wordFrequencies({ passages: 10, holding: new Map(), total: 10 });
const candidate = (slug: string, cosine: number, partCosines: readonly number[], text: string): Candidate => ({
  passageId: slug,
  documentId: slug,
  slug,
  title: '',
  heading: '',
  text,
  cosine,
  partCosines,
});
const order = (question: string, ...candidates: Candidate[]): string[] =>
  rankPassages(question, candidates, frequencies).map(({ slug }) => slug);

describe('rankPassages', () => {
  it('lets the words decide between passages that mean as much', () => {
    const zip = candidate('zip', 0.5, [], 'A new zip costs £18.');
    expect(order('what does a zip cost', candidate('boots', 0.5, [], 'Boots are resoled.'), zip)[0]).toBe('zip');
  });

  it('ranks a long message by the sentences that are nearest, not by the whole of it', () => {
    const general = candidate('general', 0.6, [0.3, 0.3, 0.3], 'Everything about us.');
    const answer = candidate('answer', 0.4, [0.9, 0.1, 0.1], 'One of the matters.');
    expect(order('a long message', general, answer)).toEqual(['answer', 'general']);
  });
});
