import { procedureSchema, toolDescriptionSchema } from '@switchboard/contracts';
import { isClear, rankProcedures } from './rank-procedures';

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
const tool = (risk: 'read' | 'write') => toolDescriptionSchema.parse({ name: 'x', description: 'x', risk });
const order = { type: 'order', start: 0, end: 4, text: 'FM-1', value: 'FM-1' };

describe('rankProcedures', () => {
  it('gives the two that the intents speak for most, those that are only offered too', () => {
    const ranked = rankProcedures(wish({ order_change: 0.3, order_cancel: 0.5, order_status: 0.1, other: 0.1 }), all);
    expect(ranked.map(({ procedure: { id } }) => id)).toEqual(['cancel_order', 'change_order']);
  });

  it('gives none where no intent speaks for one', () => {
    expect(rankProcedures(wish({ greeting: 0.95, order_cancel: 0.02 }), all)).toEqual([]);
  });
});

describe('isClear', () => {
  const ranked = (share: number) => ({ procedure: cancel, share });

  it('is a wish with a probable intent, and not one with a doubtful', () => {
    expect(isClear(ranked(0.8), wish({}), tool('write'))).toBe(true);
    expect(isClear(ranked(0.3), wish({}), tool('write'))).toBe(false);
  });

  it('is not a question about something that changes things, unless it names the order or only looks up', () => {
    const question = wish({}, { isQuestion: true });
    expect(isClear(ranked(0.8), question, tool('write'))).toBe(false);
    expect(isClear(ranked(0.8), question, tool('read'))).toBe(true);
    expect(isClear(ranked(0.8), { ...question, entities: [order] }, tool('write'))).toBe(true);
  });
});
