import { procedureSchema } from '@switchboard/contracts';
import { caseOf, isClear, rankProcedures } from './rank-procedures';

const procedure = (id: string, intents: string[], offered: string[] = []) =>
  procedureSchema.parse({
    id,
    title: { en: id },
    intents,
    offered,
    slots: { order: { type: 'order', ask: { en: 'Which?' } } },
    steps: [{ ask: 'order' }, { call: id, with: { order: '{order}' } }, { done: true }],
  });
const cancel = procedure('cancel_order', ['order_cancel']);
const change = procedure('change_order', [], ['order_change']);
const status = procedure('find_order', ['order_status']);
const all = [cancel, change, status];
const wish = (shares: Record<string, number>, more: object = {}) => ({
  intents: Object.entries(shares).map(([intent, confidence]) => ({ intent, confidence, threshold: 0.7 })),
  entities: [],
  isQuestion: false,
  attack: null,
  ...more,
});
const order = { type: 'order', start: 0, end: 4, text: 'FM-1', value: 'FM-1' };

describe('rankProcedures', () => {
  it('gives those that the intents speak for most, those that are only offered too', () => {
    const ranked = rankProcedures(wish({ order_change: 0.3, order_cancel: 0.5, order_status: 0.1, other: 0.1 }), all);
    expect(ranked.map(({ procedure: { id } }) => id)).toEqual(['cancel_order', 'change_order', 'find_order']);
  });

  it('gives none where no intent speaks for one', () => {
    expect(rankProcedures(wish({ greeting: 0.95, order_cancel: 0.01 }), all)).toEqual([]);
  });
});

describe('caseOf', () => {
  const ranked = [{ procedure: cancel, share: 0.8 }];
  const about = (text: string, more: object) => caseOf(text, wish({}, more), ranked);

  it('is the order that the message names, in a question too', () => {
    expect(about('is FM-1 on its way', { isQuestion: true, entities: [order] })).toBe('named');
  });

  it('is not named by a date or an amount', () => {
    const date = { ...order, type: 'date' };
    expect(about('how long until Friday', { isQuestion: true, entities: [date] })).toBe('general');
  });

  it('is the visitor’s own where it is told, or asked about oneself', () => {
    expect(about('cancel it', {})).toBe('own');
    expect(about('is my parcel on its way', { isQuestion: true })).toBe('own-question');
    expect(about('我的包裹到哪了', { isQuestion: true })).toBe('own-question');
  });

  it('is how things are done where a question speaks of nobody', () => {
    expect(about('how long do refunds take', { isQuestion: true })).toBe('general');
    expect(about('退款要多久', { isQuestion: true })).toBe('general');
  });
});

describe('isClear', () => {
  const ranked = (share: number) => ({ procedure: cancel, share });

  it('is a wish that the intents are all but certain of, and not a question about oneself', () => {
    expect(isClear(ranked(0.9), 'own')).toBe(true);
    expect(isClear(ranked(0.9), 'named')).toBe(true);
    expect(isClear(ranked(0.6), 'named')).toBe(false);
    expect(isClear(ranked(0.9), 'own-question')).toBe(false);
  });
});
