import { splitQuestions } from './split-questions';

describe('splitQuestions', () => {
  it.each([
    ['How much is delivery, and when will my parcel come?', ['How much is delivery', 'when will my parcel come?']],
    [
      'how much is delivery\nand what are your opening hours',
      ['how much is delivery', 'and what are your opening hours'],
    ],
    ['I bought a tent. Can I return it? Do you pay the postage?', ['Can I return it?', 'Do you pay the postage?']],
    ['运费多少？另外，几天能到？', ['运费多少？', '另外，几天能到？']],
  ])('finds the questions of "%s"', (text, questions) => expect(splitQuestions(text)).toEqual(questions));

  it.each([
    'How much is delivery?',
    'I bought a tent and it is broken. It came yesterday.',
    'What is the difference between the red and the blue one?',
    'Hi! How are refunds paid?',
    '',
  ])('leaves "%s" whole', (text) => expect(splitQuestions(text)).toEqual([]));

  it('reads no more than four', () => {
    expect(splitQuestions('When does it come? '.repeat(9))).toHaveLength(4);
  });
});
