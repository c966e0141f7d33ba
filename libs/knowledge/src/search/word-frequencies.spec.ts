import { type WordSample, weightiestWords, wordFrequencies } from './word-frequencies';

const holding = new Map([
  ['order', 1_200],
  ['custom', 600],
  ['pound', 300],
  ['norway', 4],
]);
const keys = (question: string, sample: Partial<WordSample>) =>
  weightiestWords(question, wordFrequencies({ passages: 2_000, holding, total: 100_000, ...sample }));

describe('weightiestWords', () => {
  it('looks up every word where passages are few', () => {
    expect(keys('order pound norway', { passages: 900, total: 900 })).toMatchObject({
      anyOf: ['norway', 'pound', 'order'],
      allOf: null,
    });
  });

  it('looks up the rarest words alone and the next two together where passages are many', () => {
    const { words, anyOf, allOf } = keys('order custom pound norway', {});
    expect(anyOf).toEqual(['norway']);
    expect(allOf).toEqual(['pound', 'custom']);
    expect(words).toContain('order');
  });

  it('looks up a common word when the question has no other', () => {
    expect(keys('order', {})).toMatchObject({ anyOf: ['order'], allOf: null });
  });
});
