import { expectationSchema } from '@switchboard/contracts';
import { judgeStep } from './judge-step';
import type { Observed } from './observe';

const observed: Observed = {
  outcome: 'asked-back',
  rule: 'procedure-intent',
  intent: 'order_cancel',
  confidence: 0.97,
  procedure: 'cancel_order',
  owner: 'bot',
  tools: [{ tool: 'find_order', arguments: { order: 'FM-1', postcode: 'A1' }, outcome: 'ok' }],
  reply: 'Order FM-1:  boots, £139.00.\nShall I cancel it?',
  citations: ['returns'],
  choices: ['Yes', 'No'],
  notes: [],
};
const differences = (expected: object): string[] =>
  judgeStep(expectationSchema.parse(expected), observed).map(({ what }) => what);

describe('judgeStep', () => {
  it('finds nothing where everything is as expected, and where nothing was expected', () => {
    expect(differences({})).toEqual([]);
    expect(
      differences({
        outcome: 'replied',
        rule: ['curated-intent', 'procedure-intent'],
        intent: 'order_cancel',
        procedure: 'cancel_order',
        owner: 'bot',
        tools: [{ tool: 'find_order', arguments: { order: 'FM-1' }, outcome: 'ok' }],
        contains: ['fm-1: boots', 'Shall I'],
        matches: '£\\d+\\.00',
        not: 'is cancelled',
        citations: 'returns',
        choices: ['No'],
        maxCharacters: 200,
      }),
    ).toEqual([]);
  });

  it.each([
    ['outcome', { outcome: 'handed-off' }],
    ['rule', { rule: 'llm-agent' }],
    ['intent', { intent: ['order_status'] }],
    ['procedure', { procedure: null }],
    ['owner', { owner: 'queue' }],
    ['tools', { tools: [] }],
    ['tools', { tools: ['find_order', 'cancel_order'] }],
    ['tools', { tools: [{ tool: 'find_order', arguments: { order: 'FM-2' } }] }],
    ['tools', { tools: [{ tool: 'find_order', outcome: 'not-found' }] }],
    ['reply contains', { contains: 'is cancelled' }],
    ['reply holds not', { not: ['BOOTS'] }],
    ['reply matches', { matches: '^Shall' }],
    ['citations', { citations: ['returns', 'refunds'] }],
    ['choices', { choices: 'Maybe' }],
    ['length', { maxCharacters: 10 }],
  ])('shows a difference in %s', (what, expected) => {
    expect(differences(expected)).toEqual([what]);
  });

  it('says what was expected and what came', () => {
    const [difference] = judgeStep(expectationSchema.parse({ tools: ['cancel_order'] }), observed);
    expect(difference).toEqual({
      what: 'tools',
      expected: 'cancel_order',
      got: 'find_order {"order":"FM-1","postcode":"A1"} → ok',
    });
  });
});
