import { safetySchema } from '@switchboard/contracts';
import { SafetyPatternError } from './compile-pattern';
import { createSafetyFinder } from './create-safety-finder';

const find = createSafetyFinder(
  safetySchema.parse({
    words: { pain: ['pain*', 'hurt*', 'tight*', 'short of breath'], chest: ['chest', 'breastbone'] },
    rules: [
      {
        id: 'chest',
        action: 'hand-off',
        patterns: ['<chest> ~ <pain>', 'heart attack', '胸口|胸部 ~ 痛|疼|闷'],
        unless: ['chest of drawers'],
        answer: { en: 'Call 999.' },
      },
      {
        id: 'overdose',
        action: 'hand-off',
        patterns: ['took|swallowed ~3 too-many|all-my', 'overdos*'],
        answer: { en: 'Call 999.' },
      },
      {
        id: 'breath',
        action: 'hand-off',
        patterns: ["can't|cannot breathe", '喘不过气|呼吸困难'],
        answer: { en: 'Call 999.' },
      },
    ],
  }),
);

describe('safety rules', () => {
  it.each([
    ['my chest hurts', ['chest']],
    ['there is a terrible PAIN, like a weight, in my chest', ['chest']],
    ['chest feels tight and I am short of breath', ['chest']],
    ['I think its a heart attack', ['chest']],
    ['胸口很闷', ['chest']],
    ['我痛得厉害，在胸部左边', ['chest']],
    ['I swallowed way too many tablets', ['overdose']],
    ['she overdosed', ['overdose']],
    ['i cant breathe', ['breath']],
    ['I can’t  breathe', ['breath']],
    ['cannot brethe', ['breath']],
    ['孩子喘不过气了', ['breath']],
    ['chest pain after I took all my pills', ['chest', 'overdose']],
  ])('finds in "%s": %j', (text, rules) => expect(find(text)).toEqual(rules));

  it.each([
    'my treasure chest',
    'does it hurt to have a tooth out, and by the way what size is chest and waist for the gown I need to wear',
    'the chest of drawers has a painted top',
    'I took too long',
    'a breath of fresh air',
    '胸有成竹',
    '',
  ])('finds nothing in "%s"', (text) => expect(find(text)).toEqual([]));

  it('refuses a pattern that cannot be read when the rules are made', () => {
    const make = (pattern: string) => () =>
      createSafetyFinder({
        words: {},
        rules: [
          {
            id: 'x',
            action: 'answer',
            patterns: [pattern],
            unless: [],
            intents: [],
            confidence: 1,
            answer: { en: 'x' },
          },
        ],
      });
    expect(make('<pain> now')).toThrow(SafetyPatternError);
    expect(make('pain ~')).toThrow('has an empty side');
    expect(make('a|!')).toThrow('without letters');
  });

  it('stays quick on a very long message', () => {
    expect(find(`${'chest '.repeat(20_000)} pain`)).toEqual([]);
  });
});
