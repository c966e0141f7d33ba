import { compareTurn } from './compare-turns';
import { judgeReplay } from './judge-replay';
import type { LlmOutcome, ReplayedTurn } from './replayed-turn';

const outcome = (more: Partial<LlmOutcome> = {}): LlmOutcome => ({
  action: 'replied',
  detail: '',
  tools: [],
  text: 'Delivery costs £3.95 and takes 2 days [1].',
  findings: [],
  citations: 1,
  prompt: 'a',
  ...more,
});
const turn = (after: Partial<LlmOutcome> = {}, before: Partial<LlmOutcome> = {}): ReplayedTurn => ({
  turnId: 't',
  conversationId: 'c',
  question: 'q',
  before: outcome(before),
  after: outcome(after),
});
const changes = (...args: Parameters<typeof turn>) => compareTurn(turn(...args)).changes;

describe('compareTurn', () => {
  it('finds nothing where only words differ', () => {
    expect(changes({ text: 'It takes 2 days: no, it costs £3.95 and then 2 days [2].' })).toEqual(['numbers']);
    expect(changes({ text: 'You pay £3.95 and wait for 2 days [2].' })).toEqual([]);
  });

  it.each([
    ['action', { action: 'declined', text: '' }, {}],
    ['action', { action: 'procedure', detail: 'cancel' }, { action: 'procedure', detail: 'change' }],
    ['tools', { tools: ['find_order'] }, {}],
    ['numbers', { text: 'Delivery costs £4.95 and takes 2 days [1].' }, {}],
    ['length', { text: `${'word '.repeat(40)}3.95 2` }, {}],
    ['grounding', { findings: ['not in the sources: 7'] }, {}],
    ['citations', { citations: 0 }, {}],
  ] as const)('finds a change of %s', (change, after, before) => {
    expect(changes(after as Partial<LlmOutcome>, before as Partial<LlmOutcome>)).toEqual([change]);
  });
});

describe('judgeReplay', () => {
  const many = (count: number, after: Partial<LlmOutcome> = {}) =>
    Array.from({ length: count }, () => compareTurn(turn(after)));
  const failing = (turns: ReturnType<typeof many>): string[] =>
    judgeReplay(turns)
      .rules.filter(({ passed }) => !passed)
      .map(({ id }) => id);

  it('passes what stays as it is, and says nothing of too few turns', () => {
    expect(judgeReplay(many(20)).verdict).toBe('passed');
    expect(judgeReplay(many(9))).toMatchObject({ verdict: 'undecided', rules: [{ id: 'enough' }, {}, {}, {}, {}, {}] });
  });

  it.each([
    [['action', 'lost'], { action: 'declined', text: '' }],
    [['numbers'], { text: 'Delivery costs £9.99 and takes 2 days [1].' }],
    [['grounding'], { findings: ['not supported'] }],
  ] as const)('fails at %s when too many turns change so, and not when one of twenty does', (ids, after) => {
    expect(failing([...many(10), ...many(10, after as Partial<LlmOutcome>)])).toEqual(ids);
    expect(failing([...many(19), ...many(1, after as Partial<LlmOutcome>)])).toEqual([]);
  });

  it('fails when replies grow much longer', () => {
    expect(failing(many(20, { text: `${'word '.repeat(40)}3.95 2` }))).toEqual(['length']);
  });
});
