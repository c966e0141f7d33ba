import { readReaction } from './read-reaction';

describe('readReaction', () => {
  it.each([
    ...['yes', 'Yes please', 'yep', 'ok go ahead', 'sure, do it', 'Y', "that's right", 'okay thanks', 'please do'],
    ...['correct', 'yeah', 'sounds good', 'no problem, go ahead', 'of course', 'YES!!', 'yes that is the one'],
    ...['是的', '好的，谢谢', '可以', '确认', '对', '没问题', '嗯', '好吧'],
  ])('hears a yes in "%s"', (text) => expect(readReaction(text).says).toBe('yes'));

  it.each([
    ...['no', 'No thanks', 'nope', "don't", 'no, not that one', 'wait', "I'd rather not", 'not yet', 'keep it'],
    ...["that's wrong", 'N', '不', '不是', '不要', '别', '等一下', '不对', '先不'],
  ])('hears a no in "%s"', (text) => expect(readReaction(text).says).toBe('no'));

  it.each([
    'never mind',
    'forget it',
    'nvm',
    'cancel',
    'stop',
    'drop it',
    "I'll do it later",
    '算了',
    '不用了',
    '以后再说',
  ])('hears that the visitor leaves in "%s"', (text) => expect(readReaction(text).says).toBe('leave'));

  it.each(['cancel it', 'cancel it please', '取消吧'])('takes "%s" for a yes where something is cancelled', (text) =>
    expect(readReaction(text, { cancels: true }).says).toBe('yes'),
  );

  it.each(['how long does it take', 'FM-1234567', 'yes but wait', 'my order', '多久能到账'])(
    'hears neither in "%s"',
    (text) => expect(readReaction(text).says).toBeNull(),
  );

  it.each(['actually FM-7654321', 'no, the other one', 'sorry, I meant Friday', '不是这个', '改成下周二'])(
    'hears a change of mind in "%s"',
    (text) => expect(readReaction(text).changes).toBe(true),
  );
});
