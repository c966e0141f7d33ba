import { isQuestion } from './is-question';

describe('isQuestion', () => {
  it.each([
    'how long does a refund take',
    'do you ship to Norway',
    'tell me about the workshop',
    'price of the rabies vaccine',
    'yellow fever jab cost',
    'opening hours on sunday',
    '运费多少',
  ])('takes "%s" for a question', (text) => expect(isQuestion(text)).toBe(true));

  it.each([
    'cancel my order',
    'can you send it again',
    'I want to return the boots at no cost',
    'refund the delivery fee',
    '请取消订单',
  ])('takes "%s" for something to be done', (text) => expect(isQuestion(text)).toBe(false));
});
